import { darkTokens, lightTokens, themeVariables } from '../src/index.ts';

const [light, dark] = [themeVariables(lightTokens), themeVariables(darkTokens)];

const isColor = (value: string) => value.startsWith('#');

function Value({ of: value }: { of: string }) {
  return (
    <>
      {isColor(value) && (
        <span
          aria-hidden="true"
          style={{
            display: 'inline-block',
            inlineSize: 16,
            blockSize: 16,
            marginInlineEnd: 8,
            verticalAlign: 'text-bottom',
            borderRadius: 4,
            border: '1px solid #8888',
            background: value,
          }}
        />
      )}
      <code>{value}</code>
    </>
  );
}

/** Every token, by day and by night. */
export function TokenTable() {
  return (
    <table>
      <thead>
        <tr>
          <th>Variable</th>
          <th>Light</th>
          <th>Dark</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(light).map(([name, value]) => (
          <tr key={name}>
            <td style={{ overflowWrap: 'anywhere' }}>
              <code>{name}</code>
            </td>
            <td style={{ overflowWrap: 'anywhere' }}>
              <Value of={value} />
            </td>
            <td style={{ overflowWrap: 'anywhere' }}>
              <Value of={dark[name] ?? ''} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
