import { AssistMalformed } from './errors.ts';
import { isNode } from './nodes.ts';

/** What the services are known to wrap orders in (gateway notes, sections 3.5, 5.2, 9.2, 10 and 16, row 2). */
const doors = [
  'Envelope',
  'Body',
  'result',
  'orderresult',
  'orderstate',
  'MakePaymentResponse',
  'rp',
  'charge',
  'wscancel',
  'cancel',
  'orders',
  'order',
];

/** The one thing in a SOAP body, whatever the service calls it. */
function insideOf(name: string, node: unknown): unknown {
  if (name !== 'Body' || !isNode(node)) return node;
  const [inner, ...more] = Object.values(node);
  return more.length ? undefined : inner;
}

/**
 * The orders of an answer, unread, whatever it is wrapped in. An answer with two wrappers side by side says two things and is
 * none.
 *
 * @throws AssistMalformed
 */
export function findOrders(body: unknown): readonly unknown[] {
  let node = body;
  for (let depth = 0; depth < 8; depth++) {
    // A list by itself is no answer of these services: an empty one would read as "nobody has paid".
    if (Array.isArray(node) && depth > 0) return node;
    if (!isNode(node)) break;
    const here = node;
    // An order state says one bill flat, and may have every bill beside it: the one is not all.
    if (Object.hasOwn(here, 'ordernumber'))
      return Array.isArray(here['orders']) && here['orders'].length ? here['orders'] : [here];
    const open = doors.filter((name) => typeof here[name] === 'object' && here[name] !== null);
    const [name = '', ...more] = open;
    if (!name || more.length) break;
    node = insideOf(name, here[name]);
  }
  throw new AssistMalformed('it is not an order');
}
