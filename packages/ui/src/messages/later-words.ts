import { later, type LaterPart } from '../internal/later.ts';

const parts = new WeakMap<() => Promise<unknown>, LaterPart<unknown>>();

/** Words that are loaded when they are first needed, and remembered by the function that loads them. */
export function useLaterWords<T>(load: () => Promise<T>) {
  const known = parts.get(load) as LaterPart<T> | undefined;
  const part = known ?? later(load);
  if (!known) parts.set(load, part);
  return part.use();
}
