import { GatewayFault, malformed } from './fault.ts';
import type { GatewayRequest } from './gateway-request.ts';
import { readSoap } from './read-soap.ts';

/** What a caller sent, under names in lower case and without underscores: the gateway takes any spelling (section 0 and 16.23). */
export type Fields = ReadonlyMap<string, string>;

/** How a caller sent it. */
export type BodyShape = 'json' | 'form' | 'soap';

/** A request as it was read. */
export interface Asked {
  fields: Fields;
  shape: BodyShape;
}

/** The longest body that is read, in characters. */
const maxLength = 1_000_000;

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

/** `ChequeItems[0][id]`, as a PHP client writes a list (gateway notes, section 18). */
const listed = /^([^[]+)\[(\d{1,3})\]\[([^\]]+)\]$/;

function fromForm(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  const lists = new Map<string, Record<string, string>[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const [, list, index, part] = listed.exec(name) ?? [];
    if (list && part) {
      const items = lists.get(fold(list)) ?? [];
      (items[Number(index)] ??= {})[part] = value;
      lists.set(fold(list), items);
    } else if (name) fields.set(fold(name), value);
  }
  for (const [name, items] of lists) fields.set(name, JSON.stringify(items.filter(Boolean)));
  return fields;
}

function fromSoap(text: string): Map<string, string> {
  try {
    return new Map(readSoap(text).map(([name, value]) => [fold(name), value]));
  } catch {
    throw malformed('SOAP packet', 215);
  }
}

/** How a body is written. It is looked at and not its label, because clients are known to mislabel it (gateway notes, section 18). */
export function shapeOf(text: string): BodyShape {
  const start = text.trimStart();
  if (start.startsWith('{')) return 'json';
  return start.startsWith('<') ? 'soap' : 'form';
}

/**
 * The parameters in a body.
 *
 * @throws GatewayFault 1/2 where it is too long, 4/215 where it begins like XML and is none.
 */
export function readBody(text: string): Asked {
  if (text.length > maxLength) throw new GatewayFault('Document is too large', 1, 2);
  const shape = shapeOf(text);
  if (shape === 'soap') return { shape, fields: fromSoap(text) };
  const fields = shape === 'json' ? fromJson(text) : undefined;
  return fields ? { shape, fields } : { shape: 'form', fields: fromForm(text) };
}

/** The parameters of a page's request: its query, or its body. */
export async function readFields(request: GatewayRequest): Promise<Fields> {
  if (request.method === 'GET') return fromForm(new URL(request.url).search);
  return readBody(await request.text()).fields;
}
