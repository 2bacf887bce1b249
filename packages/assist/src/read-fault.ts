import * as v from 'valibot';
import { AssistFault, AssistMalformed, AssistRateLimited } from './errors.ts';
import { isNode, type Node } from './nodes.ts';

/** A code as a number or as text: the documents print numbers, a public client reads text (gateway notes, section 8). */
const Code = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.trim(), v.regex(/^\d{1,4}$/), v.transform(Number))]),
  v.integer(),
  v.minValue(0),
  v.maxValue(9999),
);
/** `detail` is text in the documents and an object in a public client; it is not read either way. */
const Fault = v.object({ faultcode: Code, faultstring: Code });
const Codes = v.object({ firstcode: Code, secondcode: v.optional(v.union([Code, v.literal('')]), 0) });

interface Pair {
  first: number;
  second: number;
}

function readPair(node: Node): Pair | undefined {
  const fault = node['fault'] ?? node['Fault'];
  if (fault !== undefined && fault !== null) {
    const parsed = v.safeParse(Fault, fault);
    if (!parsed.success) throw new AssistMalformed('it is a fault without codes');
    return { first: parsed.output.faultcode, second: parsed.output.faultstring };
  }
  if (node['firstcode'] === undefined || node['firstcode'] === null) return undefined;
  const parsed = v.safeParse(Codes, node);
  if (!parsed.success) throw new AssistMalformed('its codes are not numbers');
  return { first: parsed.output.firstcode, second: Number(parsed.output.secondcode) };
}

/** Where else codes are known to stand: one or two wrappers down, as in `{"wscancel": …}` and a SOAP body. */
function findPair(node: unknown, depth: number): Pair | undefined {
  if (!isNode(node)) return undefined;
  const here = readPair(node);
  if (here || depth === 0) return here;
  for (const inner of Object.values(node)) {
    const found = findPair(inner, depth - 1);
    if (found) return found;
  }
  return undefined;
}

/**
 * The fault that an answer says, in any of its shapes: `fault` with codes as numbers or text, `firstcode` and `secondcode` in an
 * object or as attributes, a SOAP fault. First code 0 is success (gateway notes, section 8).
 *
 * @throws AssistMalformed where there is a fault that does not say which.
 */
export function readFault(body: unknown, status: number): AssistFault | AssistRateLimited | undefined {
  const pair = findPair(body, 3);
  if (!pair || pair.first === 0) return undefined;
  const { first, second } = pair;
  return first === 1 && second === 3 ? new AssistRateLimited() : new AssistFault(first, second, status);
}

/** `error;10;100;`: what the services answer in format 1 (gateway notes, section 5.2). */
export function readTextFault(text: string, status: number): AssistFault | AssistRateLimited | undefined {
  const match = /^\s*error;(\d{1,4});(\d{1,4});?\s*$/i.exec(text);
  return match ? readFault({ firstcode: match[1], secondcode: match[2] }, status) : undefined;
}
