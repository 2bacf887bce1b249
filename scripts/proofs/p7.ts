// P7: `node p7.ts FAULTS`. One proxy under a gateway that does nothing but misbehave, in every way it can. Before and after, its
// file handles and its memory as the kernel counts them (`/proc`), and what nobody handled. Linux only, because of `/proc`.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultKind, FaultRule } from '@onfile/sandbox';
import { type Child, heard, start } from './children.ts';
import { freePort } from '../postgres/server.ts';
import { pause } from './clock.ts';
import { behave, faultsLeft } from './gateway-witness.ts';
import { calmPlan } from './plan.ts';
import { type Chance, chance } from './random.ts';
import { ask, Shopper } from './shopper.ts';
import { withStore } from './stores.ts';

const faults = Number(process.argv[2] ?? 500);
const seed = Number(process.env['ONFILE_SEED'] ?? 20_261_130);
console.log(`P7: ${faults} faults, seed ${seed}`);

const kinds: readonly [FaultKind, ...FaultKind[]] = [
  'fault',
  'html',
  'rate-limit',
  'server-error',
  'refuse',
  'reset',
  'truncated',
  'reset-mid-body',
  'html-charged',
  'server-error-charged',
  'reset-charged',
  'truncated-charged',
  'late',
  'unknown-state',
  'wrong-amount',
  'malformed-list',
  'malformed-card',
  'empty-list',
  'decline',
  // These take until the deadline: fewer of them.
  'never-answer',
  'never-answer-charged',
  'late-charged',
];
const slow: readonly [FaultKind, ...FaultKind[]] = ['never-answer', 'never-answer-charged'];

/** Of twenty faults so many are of the list, of payments and of results. */
const shares = { list: 12, tokenpay: 4, orderresult: 4 };

/** What the kernel says of a process. */
function usage({ process: { pid = 0 } }: Child) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
  return { handles: readdirSync(`/proc/${pid}/fd`).length, megabytes: kilobytes / 1024 };
}

/** What is left when connections that lie idle are gone and memory that nobody needs is given back. */
async function atRest(proxy: Child) {
  await pause(6000);
  for (let turn = 0; turn < 3; turn++) {
    const tidy = heard(proxy, 'tidy');
    proxy.process.send('tidy');
    await tidy;
    await pause(200);
  }
  return usage(proxy);
}

let ordered = 0;
async function order(gateway: Child, body: FaultRule): Promise<void> {
  ordered++;
  await ask({ method: 'POST', url: `${gateway.url}/__sandbox/faults`, headers: {}, body });
}
/** Faults that have happened: what is ordered for a result that nobody has to read does not. */
const happenedAt = async (gateway: Child) => ordered - (await faultsLeft(gateway.url));

let next = 0;

/** Twenty faults, with what leads the proxy into them. */
async function twenty(gateway: Child, proxy: Child, luck: Chance): Promise<void> {
  const kind = () => (luck.happens(0.05) ? luck.one(slow) : luck.one(kinds));
  for (let one = 0; one < shares.list; one++) {
    await order(gateway, { service: 'list', kind: kind(), times: 1, afterMs: 5000 });
    await ask({
      method: 'GET',
      url: `${proxy.url}/onfile/v1/cards`,
      headers: { 'x-shopper': `shopper${luck.below(8)}` },
    });
  }
  for (let one = 0; one < shares.tokenpay; one++) {
    const plan = calmPlan(next++);
    await order(gateway, { service: 'tokenpay', kind: kind(), order: plan.order, times: 1, afterMs: 5000 });
    await order(gateway, { service: 'orderresult', kind: kind(), order: plan.order, times: 1, afterMs: 5000 });
    const shopper = new Shopper(plan, next, [proxy.url]);
    await shopper.open();
    await shopper.press('once');
    await shopper.look();
  }
}

async function run(gateway: Child, proxy: Child) {
  const luck = chance(seed);
  const lanes = async (count: number) => {
    let left = count / 20;
    const lane = async () => {
      while (left-- > 0) await twenty(gateway, proxy, luck);
    };
    await Promise.all(Array.from({ length: 24 }, lane));
  };
  // What a process needs once is not what it loses each time.
  await lanes(faults / 5);
  const atFirst = await happenedAt(gateway);
  const before = await atRest(proxy);
  await lanes(faults);
  let happened = 0;
  while ((happened = (await happenedAt(gateway)) - atFirst) < faults) await lanes(faults / 20);
  await behave(gateway.url);
  const after = await atRest(proxy);
  const state = heard(proxy, 'state');
  proxy.process.send('state');
  const { unhandled } = (await state) as { unhandled: number };
  return { before, after, unhandled, happened };
}

const folder = mkdtempSync(join(tmpdir(), 'onfile-resources-'));
const EPOCH = Date.now();
const gateway = await start('gateway.ts', { EPOCH });
try {
  const { before, after, unhandled, happened } = await withStore('sqlite', async ({ where }) => {
    const words = { EPOCH, GATEWAY: gateway.url, STORE: where, TOLD: join(folder, 'told'), BREAKER: 'off' };
    const proxy = await start('proxy.ts', { ...words, PORT: await freePort() });
    try {
      return await run(gateway, proxy);
    } finally {
      await proxy.kill();
    }
  });
  const handles = after.handles - before.handles;
  const megabytes = after.megabytes - before.megabytes;
  console.log(
    `figure: ${happened} faults; file handles ${before.handles} → ${after.handles}; memory ${before.megabytes.toFixed(0)} → ${after.megabytes.toFixed(0)} MB; ${unhandled} unhandled`,
  );
  const isHeld = Math.abs(handles) <= 10 && megabytes < 50 && unhandled === 0 && happened >= faults;
  if (!isHeld)
    console.log(`Again: ONFILE_SEED=${seed} node --conditions=@onfile/source scripts/proofs/p7.ts ${faults}`);
  process.exitCode = isHeld ? 0 : 1;
} finally {
  await gateway.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
