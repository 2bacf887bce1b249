import { later } from '../internal/later.ts';

/** Only who gets art with a placeholder downloads what draws it. */
const placeholder = later(() => import('./Placeholder.tsx').then((part) => part.Placeholder));

/** Stands under a picture until it is there. */
export function LaterPlaceholder({ hash }: { hash: string }) {
  const { part: Placeholder } = placeholder.use();
  return Placeholder ? <Placeholder hash={hash} /> : null;
}
