import { Fragment, type ReactNode } from 'react';
import { classesOf, type Meaning, type Part, tokensOf } from './contract.ts';
import { sourceOf } from './sources.ts';

/** What a shop may build on: the element, its class and attributes, the slot, the tokens that it reads. */
export function ContractTable({ part }: { part: Part }) {
  const source = sourceOf(part.folder);
  const attributes = Object.entries(part.data).flatMap(([className, data]) =>
    Object.entries(data).map(([name, meaning]) => ({ className, name, meaning })),
  );
  return (
    <table>
      <tbody>
        <Row name="Element">
          <code>{`<${part.element} class="${part.className}">`}</code>. It takes <code>ref</code>,{' '}
          <code>className</code>, <code>style</code> and every other attribute of its element.
        </Row>
        {part.slot && (
          <Row name="Slot">
            <code>{part.slot}</code>
          </Row>
        )}
        <Row name="State">
          {attributes.length ? (
            attributes.map(({ className, name, meaning }) => (
              <p key={className + name} style={{ margin: '0 0 8px' }}>
                <code>{`.${className}[${name}]`}</code> <Values meaning={meaning} />
              </p>
            ))
          ) : (
            <>No attribute of its own: what it is shows in its native and ARIA attributes.</>
          )}
        </Row>
        <Row name="Tokens">
          <Codes of={tokensOf(source).map((path) => `--onfile-${path.replace('.', '-')}`)} />
        </Row>
        <Row name="Classes">
          <Codes of={classesOf(source).map((name) => `.${name}`)} />
        </Row>
      </tbody>
    </table>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row" style={{ textAlign: 'start', verticalAlign: 'top' }}>
        {name}
      </th>
      <td style={{ fontSize: 14, lineHeight: 1.7, overflowWrap: 'anywhere' }}>{children}</td>
    </tr>
  );
}

function Values({ meaning }: { meaning: Meaning }) {
  if (typeof meaning === 'string') return meaning;
  return Object.entries(meaning).map(([value, words], index) => (
    <Fragment key={value}>
      {index > 0 && ' · '}
      <code>{value}</code> {words}
    </Fragment>
  ));
}

function Codes({ of }: { of: readonly string[] }) {
  return (
    <p style={{ margin: 0 }}>
      {of.length
        ? of.map((text) => (
            <Fragment key={text}>
              <code>{text}</code>{' '}
            </Fragment>
          ))
        : 'None.'}
    </p>
  );
}
