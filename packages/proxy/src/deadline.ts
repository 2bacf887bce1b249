/**
 * Work that is waited for until a moment; then `late` answers, and the work goes on by itself. Real time measures the wait, by the
 * distance that the given clock sees.
 */
export function by<TValue>(
  deadline: number,
  now: () => number,
  work: Promise<TValue>,
  late: () => TValue | Promise<TValue>,
): Promise<TValue> {
  return new Promise<TValue>((resolve, reject) => {
    const lapse = () => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    };
    const timer = setTimeout(lapse, Math.max(0, deadline - now()));
    // Where it fails after nobody waits any more, that is noted by whoever does the work.
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The most that a payment call may take, in milliseconds (`security.md` 3.4). */
const longestCall = 40_000;

/** What is kept back of an answer's time for a payment call, in milliseconds: with less nothing is begun. */
export const timeToPay = (answerWithinMs: number): number => Math.min(10_000, answerWithinMs / 4);

/** The signal that ends a payment call early enough for its outcome to be written down and answered. */
export function callSignal(deadline: number, now: number, answerWithinMs: number): AbortSignal {
  const left = deadline - now - Math.min(1000, answerWithinMs / 10);
  return AbortSignal.timeout(Math.ceil(Math.max(1, Math.min(longestCall, left))));
}
