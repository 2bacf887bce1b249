/** What each element waits for. One observer looks for all. */
const waiting = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** Calls once, when an element comes into view; at once where nobody can tell (jsdom). @returns the way to call it off */
export function whenInView(element: Element, seen: () => void): () => void {
  if (typeof IntersectionObserver === 'undefined') {
    seen();
    return () => {};
  }
  observer ??= new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) {
        observer?.unobserve(target);
        waiting.get(target)?.();
      }
  });
  waiting.set(element, seen);
  observer.observe(element);
  return () => observer?.unobserve(element);
}
