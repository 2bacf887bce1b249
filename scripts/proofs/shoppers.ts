// A process: shoppers, so many at a time, each with an order. It says how many are done, and hands over what they remember. It
// orders the gateway's faults for each order just before its shopper comes.
import { appendFileSync } from 'node:fs';
import { env } from 'node:process';
import { ask, Shopper, type Proxies } from './shopper.ts';
import { clockOf, givenClock } from './clock.ts';
import { planOf } from './plan.ts';

const given = (name: string) => env[`PROOF_${name}`] ?? '';
const [first, count, together, seed] = ['FIRST', 'COUNT', 'TOGETHER', 'SEED'].map((name) => Number(given(name)));
const [one = '', ...more] = given('PROXIES').split(' ');
const proxies: Proxies = [one, ...more];
const gateway = given('GATEWAY');

const now = clockOf(givenClock());
let next = first ?? 0;
const end = next + (count ?? 0);
let done = 0;

async function shop(n: number): Promise<void> {
  const plan = planOf(seed ?? 0, n);
  for (const body of plan.faults) await ask({ method: 'POST', url: `${gateway}/__sandbox/faults`, headers: {}, body });
  const shopper = new Shopper(plan, (seed ?? 0) + n * 31 + 7, proxies, now);
  await shopper.pay();
  appendFileSync(given('MEMORIES'), `${JSON.stringify(shopper.memory)}\n`);
  process.send?.({ done: ++done });
}

async function shopOn(): Promise<void> {
  while (next < end) await shop(next++);
}

process.send?.({ up: 'here' });
process.once('disconnect', () => process.exit());
await Promise.all(Array.from({ length: together ?? 1 }, shopOn));
process.send?.({ over: true });
