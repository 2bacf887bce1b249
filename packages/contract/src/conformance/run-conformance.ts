import { answerChecks } from './answer-checks.ts';
import { bodyChecks } from './body-checks.ts';
import type { Check, Finding, Need } from './check.ts';
import { intentChecks } from './intent-checks.ts';
import { nameChecks } from './name-checks.ts';
import { originChecks } from './origin-checks.ts';
import { paymentChecks } from './payment-checks.ts';
import { createSubject, type Subject, Unreadable } from './subject.ts';
import { sandboxWitness } from './witness.ts';

/** Where the proxy is, and who asks. */
export interface ConformanceOptions {
  /** Where the proxy is mounted, for example `https://shop.example/onfile/v1`. */
  url: string;
  /** What signs a shopper in: `{ cookie: '…' }`. A shopper of your tests, with two cards on file. */
  headers: Readonly<Record<string, string>>;
  /** Signs another shopper in, with a card on file, for what is not theirs to see. Default: such checks are skipped. */
  otherHeaders?: Readonly<Record<string, string>>;
  /** Open orders of the shopper; up to three are used. Default: what needs one is skipped. */
  orders?: readonly string[];
  /** A page of the shop's, as an origin. Default: that of `url`. */
  origin?: string;
  /** Pays the orders. Default `false`: nothing that could move money is done. */
  pay?: boolean;
  /** Where the Onfile sandbox is that the proxy pays at: the witness of what was charged. Default: there is none. */
  sandbox?: string;
  /** Default the platform's. */
  fetch?: (request: Request) => Promise<Response>;
  /** Default `crypto.randomUUID`. */
  randomId?: () => string;
}

/** Every check, in the order in which they are run. */
export const checks: readonly Check[] = [
  ...answerChecks,
  ...originChecks,
  ...bodyChecks,
  ...nameChecks,
  ...intentChecks,
  ...paymentChecks,
];

const wanted: Record<Need, string> = {
  order: 'an open order of the shopper',
  orders: 'two open orders of the shopper',
  third: 'three open orders of the shopper',
  card: 'a card on file',
  cards: 'two cards on file that can be charged without a code',
  picture: 'a card on file with a picture',
  other: 'a way to sign another shopper in',
  otherCard: 'a card on file of another shopper',
  pay: 'leave to move money',
  sandbox: 'the sandbox that the proxy pays at',
};

async function has(need: Need, options: ConformanceOptions, subject: Subject): Promise<boolean> {
  const orders = options.orders?.length ?? 0;
  if (need === 'order') return orders > 0;
  if (need === 'orders') return orders > 1;
  if (need === 'third') return orders > 2;
  if (need === 'other') return options.otherHeaders !== undefined;
  if (need === 'pay') return options.pay === true;
  if (need === 'sandbox') return options.sandbox !== undefined;
  // Without one there is nothing of theirs to try, and whoever tried nothing has found nothing.
  if (need === 'otherCard') return options.otherHeaders !== undefined && (await subject.otherCards()).length > 0;
  const cards = await subject.cards();
  if (need === 'card') return cards.length > 0;
  if (need === 'picture') return cards.some(({ assets }) => assets.some(({ assetData }) => assetData.length > 0));
  return cards.filter(({ active, needCVC }) => active && !needCVC).length > 1;
}

async function runOne(check: Check, options: ConformanceOptions, subject: Subject): Promise<Finding> {
  const { id, what, why, needs = [], run } = check;
  const finding = { id, what, why };
  try {
    for (const need of needs)
      if (!(await has(need, options, subject)))
        return { ...finding, outcome: 'skipped', detail: `needs ${wanted[need]}` };
    const detail = await run(subject);
    return detail === undefined ? { ...finding, outcome: 'held' } : { ...finding, outcome: 'broken', detail };
  } catch (error) {
    // Not knowing is not holding.
    const detail = error instanceof Unreadable ? error.message : `could not be run: ${String(error)}`;
    return { ...finding, outcome: 'broken', detail };
  }
}

/** Holds a merchant proxy to the contract, over `fetch`, one check after another. */
export async function runConformance(options: ConformanceOptions): Promise<Finding[]> {
  const fetchNow = options.fetch ?? ((request: Request) => fetch(request));
  const subject = createSubject({
    url: options.url,
    headers: options.headers,
    otherHeaders: options.otherHeaders,
    orders: options.orders ?? [],
    origin: options.origin ?? new URL(options.url).origin,
    fetch: fetchNow,
    witness: options.sandbox === undefined ? undefined : sandboxWitness(options.sandbox, fetchNow),
    randomId: options.randomId ?? (() => crypto.randomUUID()),
  });
  const findings: Finding[] = [];
  for (const check of checks) findings.push(await runOne(check, options, subject));
  return findings;
}
