// P4: `node p4.ts sqlite|postgres ROUNDS`. In each round 500 requests with one key and 500 with keys of their own, all at once, over
// two proxies: one order, one call of Token Pay, one charge. First the same on a build that is broken, which must not pass.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, start } from './children.ts';
import { freePort } from '../postgres/server.ts';
import { callsOf, ledgerOf } from './gateway-witness.ts';
import { calmPlan } from './plan.ts';
import { chance } from './random.ts';
import { ask, cardsOf, type Proxies, Shopper } from './shopper.ts';
import { withStore } from './stores.ts';

const [kind = 'sqlite', rounds = '2', each = '500'] = process.argv.slice(2);
console.log(`P4: ${kind}, ${rounds} rounds of 2 × ${each} requests`);

/** One round. Answers with how many requests had an answer. */
async function herd(n: number, proxies: Proxies): Promise<number> {
  const plan = calmPlan(n);
  const shopper = new Shopper(plan, n, proxies);
  await shopper.open();
  const [card] = await cardsOf(plan.customer, proxies, chance(n));
  const same = randomUUID();
  const keys = Array.from({ length: Number(each) }, () => [same, randomUUID()]).flat();
  const answers = await Promise.all(keys.map((key) => shopper.confirm(key, card, 60_000)));
  return answers.filter((answer) => answer !== undefined).length;
}

/** All rounds on one build. */
async function run(count: number, broken: string) {
  const folder = mkdtempSync(join(tmpdir(), 'onfile-herd-'));
  const EPOCH = Date.now();
  const gateway = await start('gateway.ts', { EPOCH, FACTOR: 1 });
  const proxies: Child[] = [];
  try {
    return await withStore(kind, async ({ where }) => {
      for (let host = 0; host < 2; host++) {
        const words = { EPOCH, GATEWAY: gateway.url, STORE: where, TOLD: join(folder, 'told'), BROKEN: broken };
        // By the wall: a thousand requests at once are slow by themselves.
        const more = { FACTOR: 1, SHOP: 'steady', BREAKER: 'off' };
        proxies.push(await start('proxy.ts', { ...words, ...more, PORT: await freePort() }));
      }
      // The gateway takes its time, so that the herd is in before the first of it has paid: the broken build must have the
      // occasion also on a machine that is busy.
      for (const service of ['list', 'tokenpay']) {
        const body = { service, kind: 'late', afterMs: broken && service === 'tokenpay' ? 8000 : 500 };
        await ask({ method: 'POST', url: `${gateway.url}/__sandbox/faults`, headers: {}, body });
      }
      const [first = '', second = ''] = proxies.map(({ url }) => url);
      let answered = 0;
      for (let n = 0; n < count; n++) answered += await herd(n, [first, second]);
      await Promise.all(proxies.map((proxy) => proxy.kill()));
      const calls = Object.values(await callsOf(gateway.url)).map(({ length }) => length);
      const charges = (await ledgerOf(gateway.url)).filter(({ type }) => type === 'charge').length;
      return { calls: calls.reduce((sum, one) => sum + one, 0), most: Math.max(...calls), charges, answered };
    });
  } finally {
    await Promise.all([...proxies, gateway].map((child) => child.kill()));
    rmSync(folder, { recursive: true, force: true });
  }
}

const control = await run(1, 'claim-after-call');
console.log(`a broken build: ${control.calls} calls in one round`);
const wanted = Number(rounds);
const { calls, most, charges, answered } = await run(wanted, '');
const asked = wanted * 2 * Number(each);
console.log(
  `figure: ${calls} Token Pay calls and ${charges} charges in ${wanted} rounds; ${answered} of ${asked} requests answered; a broken build: ${control.calls} calls in 1`,
);
const isHeld = calls === wanted && most === 1 && charges === wanted && answered === asked && control.calls > 1;
if (!isHeld)
  console.log(`Again: node --conditions=@onfile/source scripts/proofs/p4.ts ${process.argv.slice(2).join(' ')}`);
process.exit(isHeld ? 0 : 1);
