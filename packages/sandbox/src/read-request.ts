/** What a caller sent, under names in lower case and without underscores: the gateway takes any spelling. */
export type Fields = ReadonlyMap<string, string>;

const fold = (name: string) => name.toLowerCase().replaceAll('_', '');

function flatten(value: unknown, into: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    // `merchant: { merchant_id, login, password }` of the card services carries the same three names one level down.
    if (fold(name) === 'merchant' && typeof item === 'object') flatten(item, into);
    else if (typeof item === 'object' && item !== null) into.set(fold(name), JSON.stringify(item));
    else if (item !== null && item !== undefined) into.set(fold(name), String(item));
  }
}

function fromJson(text: string): Map<string, string> | undefined {
  try {
    const fields = new Map<string, string>();
    flatten(JSON.parse(text), fields);
    return fields;
  } catch {
    return undefined;
  }
}

function fromForm(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) if (name) fields.set(fold(name), value);
  return fields;
}

/**
 * Reads the parameters of a request: JSON, form or query. The body is looked at and not its label, because clients of
 * this gateway are known to mislabel it (gateway notes, section 18).
 */
export async function readFields(request: Request): Promise<Fields> {
  if (request.method === 'GET') return fromForm(new URL(request.url).search);
  const text = await request.text();
  return (text.trimStart().startsWith('{') ? fromJson(text) : undefined) ?? fromForm(text);
}
