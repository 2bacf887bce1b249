import { fieldsOf } from './fields.ts';
import { hooksSource } from './sources.ts';

/** Props that a component has from `@onfile/hooks`, as their source says them. */
export function InheritedProps({ from }: { from: Readonly<Record<string, readonly string[]>> }) {
  const fields = Object.entries(from).flatMap(([name, picked]) =>
    fieldsOf(hooksSource, name).filter((field) => picked.includes(field.name)),
  );
  return (
    <table>
      <tbody>
        {fields.map(({ name, type, isOptional, says }) => (
          <tr key={name}>
            <th scope="row" style={{ textAlign: 'start', verticalAlign: 'top' }}>
              {name}
              {!isOptional && ' *'}
            </th>
            <td style={{ overflowWrap: 'anywhere' }}>
              <p style={{ margin: 0 }}>
                <code>{type}</code> {says}
              </p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
