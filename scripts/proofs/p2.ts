// P2: `node p2.ts memory|sqlite|postgres RUNS [POINT…]`. At each named point a proxy kills itself, so many times; another starts on
// the same store. Afterwards every shopper comes back, and each order must have been charged once, by one call, and be paid.
// A store in memory dies with its process. What is shown for it: a proxy that is started with `restored: true`, once the gateway
// has finished what was under way, finds out what happened before it charges anybody. What was never asked for again stays unknown.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IntentRecord } from '@onfile/proxy';
import { judge, linesOf, recordsOf, type Told, type Violation } from './check.ts';
import { type Child, heard, start } from './children.ts';
import { freePort } from '../postgres/server.ts';
import { clockOf, pause } from './clock.ts';
import { crashPoints } from './crash-points.ts';
import { behave, type Calls, callsOf, ledgerOf } from './gateway-witness.ts';
import { calmPlan, type Plan } from './plan.ts';
import { ask, Shopper } from './shopper.ts';
import { type Where, withStore } from './stores.ts';

const [kind = 'sqlite', runs = '2', ...named] = process.argv.slice(2);
const points = named.length ? named : Object.keys(crashPoints);
/** A build that is broken on purpose, or a memory that nobody is told to distrust. Default: none. */
const broken = process.env['ONFILE_BROKEN'] ?? '';
console.log(`P2: ${kind}, ${points.length} points × ${runs}`);

const folder = mkdtempSync(join(tmpdir(), 'onfile-crash-points-'));
const TOLD = join(folder, 'told');
const epoch = Date.now();
const now = clockOf({ epoch, jump: 0 });
const gateway = await start('gateway.ts', { EPOCH: epoch });
const given = (where: string, port: number) => ({
  EPOCH: epoch,
  GATEWAY: gateway.url,
  STORE: where,
  TOLD,
  PORT: port,
  SHOP: 'steady',
  BREAKER: 'off',
  RESTORED: kind === 'memory' && broken !== 'not-restored' ? 'yes' : 'no',
  BROKEN: broken === 'not-restored' ? '' : broken,
});

/**
 * What has to go wrong so that a sweep has something to do: a charge whose answer is lost, and a result that is hidden: for ten minutes,
 * because what stays hidden for longer than the quiet time of fifteen counts as not charged, and is not what is shown here.
 */
async function leaveInDoubt({ order }: Plan): Promise<void> {
  const rules = [
    { service: 'tokenpay', kind: 'reset-charged', order, times: 1 },
    { service: 'orderresult', kind: 'lag', order, afterMs: 600_000 },
  ];
  for (const body of rules) await ask({ method: 'POST', url: `${gateway.url}/__sandbox/faults`, headers: {}, body });
}

/** A shopper who comes, tries again where a busy machine has refused, and is gone as soon as the proxy is. */
async function visit(point: string, plan: Plan, { url, process: proxy }: Child): Promise<void> {
  const shopper = new Shopper(plan, 1, [url]);
  await shopper.open();
  while (proxy.exitCode === null && proxy.signalCode === null) {
    if (point.includes('way to the page')) await shopper.goHosted();
    else await shopper.press('once');
    await pause(100);
  }
}

let next = 0;
const plans: Plan[] = [];
const crashes = new Map<string, number>();

/** One run: a proxy that will kill itself at the point, and a shopper who leads it there. */
async function crash(point: string, where: string, port: number): Promise<void> {
  const child = await start('proxy.ts', { ...given(where, port), CRASH: point });
  const plan = calmPlan(next++);
  plans.push(plan);
  if (point.includes('sweep')) await leaveInDoubt(plan);
  const late = pause(60_000).then(() => 'late');
  void visit(point, plan, child);
  const end = await Promise.race([child.ended, late]);
  if (end === 'SIGKILL') crashes.set(point, (crashes.get(point) ?? 0) + 1);
  else console.log(`"${point}" was not reached: ${end}.`);
  await child.kill();
}

/** Everybody comes back, a few at a time, to a proxy that is well. */
async function comeBack({ url }: Child): Promise<Shopper['memory'][]> {
  const left = [...plans];
  const memories: Shopper['memory'][] = [];
  const one = async () => {
    for (let plan = left.shift(); plan; plan = left.shift()) {
      const shopper = new Shopper(plan, 2, [url], now);
      // Whoever is refused by a machine that is busy comes again.
      for (let visits = 0; visits < 20 && !shopper.isDone; visits++) {
        await shopper.pay({ patience: 30_000 });
        await pause(500);
      }
      memories.push(shopper.memory);
    }
  };
  // Those whose attempt never left wait for the quiet time together.
  await Promise.all(Array.from({ length: 60 }, one));
  return memories;
}

/** What the record says at the end. In memory only its own process knows. */
async function recordsAtLast(well: Child, store: Where | undefined): Promise<IntentRecord[]> {
  if (store) {
    const open = await store.openStore();
    const records = await recordsOf(open);
    await open.close();
    return records;
  }
  const records = heard(well, 'records');
  well.process.send('records');
  return (await records) as IntentRecord[];
}

/** Each order: charged once, by one call, and paid. */
function strictly(records: readonly IntentRecord[], calls: Calls): Violation[] {
  const paid = new Set(records.filter(({ status }) => status === 'paid').map(({ order }) => order));
  return plans.flatMap(({ order }): Violation[] => {
    const { length } = calls[order] ?? [];
    if (length !== 1) return [{ what: 'more calls than attempts', order, detail: `${length} calls` }];
    return paid.has(order) ? [] : [{ what: 'lost outcome', order, detail: 'it is not paid at last' }];
  });
}

async function prove(store: Where | undefined): Promise<Violation[]> {
  const where = store?.where ?? 'memory';
  const all = Array.from({ length: Number(runs) }, () => points).flat();
  const lane = async () => {
    const port = await freePort();
    for (let point = all.shift(); point; point = all.shift()) await crash(point, where, port);
  };
  await Promise.all([lane(), lane()]);
  await behave(gateway.url);
  const well = await start('proxy.ts', given(where, await freePort()));
  const memories = await comeBack(well);
  // The outbox: what was out when its process died is due again after a minute.
  await pause(4000);
  const [ledger, calls] = [await ledgerOf(gateway.url), await callsOf(gateway.url)];
  const records = await recordsAtLast(well, store);
  await well.kill();
  const told = linesOf<Told>(TOLD);
  const found = judge({ ledger, records, memories, told, calls: kind === 'memory' ? {} : calls });
  return [...found, ...strictly(records, calls)];
}

/** The negative control: the same on a build that is broken, in a process of its own. Answers with whether it was caught. */
function control(): Promise<boolean> {
  const words = ['--conditions=@onfile/source', fileURLToPath(import.meta.url), kind, '2', 'when the answer is there'];
  const env = { ...process.env, ONFILE_BROKEN: kind === 'memory' ? 'not-restored' : 'claim-after-call' };
  return new Promise((done) => {
    execFile(process.execPath, words, { env }, (_, stdout) => done(/double charge: C-/.test(stdout)));
  });
}

try {
  const controlled = broken ? Promise.resolve(true) : control();
  const violations = await (kind === 'memory' ? prove(undefined) : withStore(kind, prove));
  for (const { what, order, detail } of violations.slice(0, 40)) console.log(`${what}: ${order} (${detail})`);
  const crashed = [...crashes.values()].reduce((sum, count) => sum + count, 0);
  const wanted = points.length * Number(runs);
  const isCaught = await controlled;
  console.log(
    `figure: ${crashed} of ${wanted} crashes at ${points.length} points on ${kind}, ${violations.length} violations; a broken build is ${isCaught ? '' : 'NOT '}caught`,
  );
  const isHeld = violations.length === 0 && crashed === wanted && isCaught;
  if (!isHeld)
    console.log(`Again: node --conditions=@onfile/source scripts/proofs/p2.ts ${process.argv.slice(2).join(' ')}`);
  process.exitCode = isHeld ? 0 : 1;
} finally {
  await gateway.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
