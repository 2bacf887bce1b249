import type { Steps } from './canvas.ts';

/** How long a drawing may have the thread at a time, in milliseconds. */
const slice = 8;

/** A turn of the event loop. A message and not a timer: a test's fake clock does not stop it. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** The drawing that is under way: those after it wait, so that the first is not done last. */
let queue: Promise<unknown> = Promise.resolve();

/** Does work step by step and lets everybody else have the thread in between. One piece of work at a time, in the order given. */
export function inSlices(steps: Steps): Promise<void> {
  const work = queue.then(async () => {
    for (;;) {
      const until = performance.now() + slice;
      do if (steps.next().done) return;
      while (performance.now() < until);
      await turn();
    }
  });
  queue = work.catch(() => {});
  return work;
}
