import { type IntentRecord, openAttempt } from './payment-store.ts';
import type { Rules } from './rules.ts';

/** The longest pause before each look at an attempt in doubt, in milliseconds (`security.md` 3.3); the last one repeats. */
const steps = [2, 4, 8, 16, 30, 60, 120, 240, 300].map((seconds) => seconds * 1000);
const second = 1000;
const minute = 60_000;
const hour = 3_600_000;

/** Full jitter: anywhere below the step, so that processes that lost the gateway together do not come back together. */
const jittered = (step: number, random: () => number) => Math.max(second, Math.ceil(random() * step));

/** When something was last set going that could bring money: an attempt or a visit to the payment page. */
const lastSent = (intent: IntentRecord) => Math.max(intent.attempts.at(-1)?.submittedAt ?? 0, intent.handedOverAt ?? 0);

/**
 * Whether money may still come that the record does not expect: the payment page may stand open in another tab, and what
 * was not to be found after the quiet time may have been slower than that.
 */
const mayBeLate = ({ handedOverAt, attempts }: IntentRecord) =>
  handedOverAt !== undefined || attempts.some(({ end }) => end === 'not-charged');

/** Looks that thin out with age, from a minute to six hours, and end with the longest doubt. */
function watch(intent: IntentRecord, now: number, { longestDoubtMs }: Rules): number | undefined {
  const age = now - lastSent(intent);
  if (!mayBeLate(intent) || age >= longestDoubtMs) return undefined;
  return now + Math.min(Math.max(age / 2, minute), 6 * hour);
}

/** The next look at an intent that could still be paid: at what may be late, and at its lapse. */
function nextWhileOpen(intent: IntentRecord, now: number, rules: Rules): number {
  const lapse = intent.expiresAt + rules.expireAfterMs;
  const late = watch(intent, now, rules) ?? Infinity;
  if (lapse > now) return Math.min(lapse, late);
  return Number.isFinite(late) ? late : now + hour;
}

/** When to look at an intent again, in milliseconds since the epoch, from how it stands; `undefined`: not by itself. */
export function nextLook(intent: IntentRecord, now: number, rules: Rules, random: () => number): number | undefined {
  if (intent.status === 'review') return undefined;
  if (openAttempt(intent)) {
    const step = steps[Math.min(intent.looks ?? 0, steps.length - 1)] ?? minute;
    return now + jittered(Math.min(step, rules.longestPauseMs), random);
  }
  if (intent.status === 'open' || intent.status === 'declined') return nextWhileOpen(intent, now, rules);
  return watch(intent, now, rules);
}

/** The intent with its next look, or without one. */
export function scheduled(intent: IntentRecord, now: number, rules: Rules, random: () => number): IntentRecord {
  const { nextLookAt: _, ...rest } = intent;
  const at = nextLook(intent, now, rules, random);
  return at === undefined ? rest : { ...rest, nextLookAt: Math.ceil(at) };
}

/**
 * The intent after a look. One that came before its time and found nothing new, because a shopper's page asked, does not put
 * the scheduled one off.
 */
export function afterLook(
  before: IntentRecord,
  after: IntentRecord,
  now: number,
  rules: Rules,
  random: () => number,
): IntentRecord {
  const { nextLookAt } = before;
  if (after.status === before.status && nextLookAt !== undefined && nextLookAt > now) return { ...after, nextLookAt };
  return scheduled({ ...after, looks: (before.looks ?? 0) + 1 }, now, rules, random);
}
