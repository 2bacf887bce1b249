/** One property of an interface, as its source says it. */
export interface Field {
  name: string;
  type: string;
  isOptional: boolean;
  says: string;
}

const oneLine = (text: string) => text.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim();

/** The properties of an exported interface, read from its source; without those that it extends. Empty where it is not there. */
export function fieldsOf(source: string, name: string): Field[] {
  const [, body = ''] = new RegExp(`export interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(source) ?? [];
  return [...body.matchAll(/(?:\/\*\*([\s\S]*?)\*\/\s*)?^ {2}(?:readonly )?(\w+)(\??): ([^;]+);/gm)].map(
    ([, says = '', field = '', optional, type = '']) => ({
      name: field,
      type: oneLine(type)
        .replace(/ \| undefined$/, '')
        .replace(/^\((.*=>.*)\)$/, '$1'),
      isOptional: optional === '?',
      says: oneLine(says),
    }),
  );
}
