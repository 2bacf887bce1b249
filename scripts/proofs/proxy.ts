// A process: the merchant's proxy as a shop would run it, on a port, with a real store; by the clock of the proof. It says "up",
// and is killed. `PROOF_BROKEN` names a build that is broken on purpose (`broken-builds.ts`), `PROOF_CRASH` where it kills itself
// (`crash-points.ts`): both are wrapped around what the proxy is given. Nothing of it is in the proxy.
import { appendFileSync } from 'node:fs';
import { env } from 'node:process';
import { createAssistClient } from '@onfile/assist';
import { nodeTransport } from '@onfile/assist/node';
import { createMemoryStore, createMerchantProxy, type ProxyOptions, type Store } from '@onfile/proxy';
import { createNodeServer, toNodeHandler } from '@onfile/proxy/node';
import { createPostgresStore } from '@onfile/proxy/postgres';
import { createSqliteStore } from '@onfile/proxy/sqlite';
import { merchant } from '@onfile/sandbox';
import { breakBuild } from './broken-builds.ts';
import { recordsOf } from './check.ts';
import { clockOf, factor, givenClock, wait } from './clock.ts';
import { crashAt, crashingTransport } from './crash-points.ts';
import { planOfOrder } from './plan.ts';
import { sometimesDown } from './sometimes-down.ts';

const given = (name: string) => env[`PROOF_${name}`] ?? '';
const port = Number(given('PORT'));
const origin = `http://127.0.0.1:${port}`;
const now = clockOf(givenClock());

async function openStore(where: string): Promise<Store> {
  if (where.startsWith('sqlite:')) return createSqliteStore({ file: where.slice('sqlite:'.length) });
  return where === 'memory' ? createMemoryStore() : createPostgresStore({ connectionString: where });
}

let unhandled = 0;
process.on('unhandledRejection', (reason) => {
  unhandled++;
  console.error('Nobody handled:', reason);
});

/** The shop that is told: a line for each event, written to the end of a file. Now and then it fails, before or after it wrote. */
function tell(event: { type: string; order: string }): void {
  const luck = given('SHOP') === 'steady' ? 0.5 : Math.random();
  if (luck < 0.05) throw new Error('The shop is busy.');
  appendFileSync(given('TOLD'), `${JSON.stringify(event)}\n`);
  if (luck > 0.95) throw new Error('The shop broke after it had written.');
}

const options: ProxyOptions = {
  assist: createAssistClient({
    baseUrl: given('GATEWAY'),
    merchantId: merchant.id,
    credentials: () => merchant,
    checkSecret: merchant.secret,
    transport: crashingTransport(given('CRASH'), sometimesDown(nodeTransport(), given('DOWN'))),
    // The defaults, by the wall.
    deadlines: { read: 30_000 / factor, pay: 40_000 / factor },
    now,
    wait,
  }),
  store: await openStore(given('STORE')),
  customer: (request) => {
    const number = request.headers.get('x-shopper');
    return number ? { number } : null;
  },
  orders: {
    find: (number, customer) => {
      const plan = planOfOrder(number);
      return plan && plan.customer === customer.number ? { number, amount: plan.amount, currency: 'RUB' } : null;
    },
  },
  sealKeys: [{ id: 'k1', key: Buffer.alloc(32, 7).toString('base64url') }],
  origins: [origin],
  publicUrl: `${origin}/onfile/v1`,
  returnTo: (order) => `${origin}/orders/${order}`,
  onSettled: tell,
  now,
  wait,
  sweepEveryMs: 30_000 / factor,
  // Shoppers here press as often as they like.
  limits: false,
  restored: given('RESTORED') === 'yes',
  // A share that is never reached.
  ...(given('BREAKER') === 'off' && { breaker: { ratio: 2 } }),
};

const proxy = createMerchantProxy(crashAt(given('CRASH'), breakBuild(given('BROKEN'), options)));
const handler = toNodeHandler(proxy, { origin });
const server = createNodeServer((incoming, outgoing) => {
  handler(incoming, outgoing).catch(() => outgoing.destroy());
});
server.listen(port, '127.0.0.1', () => process.send?.({ up: origin }));

process.on('message', (message) => {
  if (message === 'state') process.send?.({ state: { unhandled } });
  // A record in memory is nobody else's to read.
  if (message === 'records') void recordsOf(options.store).then((records) => process.send?.({ records }));
  if (message === 'tidy') {
    globalThis.gc?.();
    process.send?.({ tidy: true });
  }
});
process.once('disconnect', () => process.exit());
