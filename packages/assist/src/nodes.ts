/** An object of an answer, unread. */
export type Node = Readonly<Record<string, unknown>>;

/** Whether something is an object and no list. */
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object of an answer, outermost first, eight levels deep. An answer is small: it was held to a size. */
export function* nodesOf(value: unknown, depth = 8): Generator<Node> {
  if (depth < 0 || typeof value !== 'object' || value === null) return;
  if (isNode(value)) yield value;
  for (const inner of Object.values(value)) yield* nodesOf(inner, depth - 1);
}
