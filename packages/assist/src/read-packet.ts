import { AssistMalformed } from './errors.ts';
import { nodesOf } from './nodes.ts';
import { readXml } from './read-xml.ts';

/** A message's fields by name in lower case. Each says one thing. */
export type Packet = ReadonlyMap<string, string>;

const base = (bill: string) => bill.replace(/\..*$/, '');

/** Of the two numbers of a bill, the one with the operation's behind it; they must be of the same bill. */
function longerBill(one: string, other: string): string {
  if (base(one) !== base(other)) throw new AssistMalformed('it is about two bills');
  return one.length >= other.length ? one : other;
}

function put(packet: Map<string, string>, name: string, value: string): void {
  const key = name.toLowerCase();
  const known = packet.get(key);
  if (!known) packet.set(key, value);
  else if (key === 'billnumber') packet.set(key, longerBill(known, value));
  else if (value && known !== value) throw new AssistMalformed('it says two things at once');
}

/** A SOAP packet nests what a form has flat; the names are the same. */
function readSoap(text: string): Map<string, string> {
  const packet = new Map<string, string>();
  for (const node of nodesOf(readXml(text), 32))
    for (const [name, value] of Object.entries(node))
      for (const one of Array.isArray(value) ? value : [value])
        if (typeof one === 'string') put(packet, name, one.trim());
  return packet;
}

/** Empty pairs (`&&`) are no fields: `URLSearchParams` leaves them out (gateway notes, section 18). */
function readForm(text: string): Map<string, string> {
  const packet = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text.trim())) put(packet, name, value.trim());
  return packet;
}

/**
 * A message as its fields, whichever of the two forms it has. The body decides and not its label: SOAP may come labelled as a form
 * (gateway notes, section 18). A field that says two things makes the message unreadable.
 *
 * @throws AssistMalformed
 */
export const readPacket = (text: string): Packet => (/^\s*</.test(text) ? readSoap(text.trim()) : readForm(text));
