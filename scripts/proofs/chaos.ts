// A gateway that misbehaves, two proxies on one store that are killed and started again, and shoppers who do as shoppers do.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store, StoreSummary } from '@onfile/proxy';
import { typedLast4 } from './browser.ts';
import { judge, linesOf, recordsOf, type Told, unknownCharges, type Violation } from './check.ts';
import { type Child, start } from './children.ts';
import { freePort } from '../postgres/server.ts';
import { clockOf, type ClockSetting, pause, wait } from './clock.ts';
import { behave, callsOf, isChargedTwice, ledgerOf, tellThe } from './gateway-witness.ts';
import { Host } from './host.ts';
import { isAsked, longest, planOfOrder } from './plan.ts';
import { type Chance, chance } from './random.ts';
import type { Memory } from './shopper.ts';
import type { Where } from './stores.ts';

/** What a run is made of. */
export interface Chaos extends Where {
  seed: number;
  orders: number;
  /** `kill -9` of a proxy, spread over the orders. */
  kills: number;
  /** A build that is broken on purpose. Default: none. */
  broken?: string;
  /** Shoppers at a time. Default 120. */
  together?: number;
  /** End as soon as the ledger shows that an order was charged twice. Default `false`. */
  hasty?: boolean;
}

/** What came of it. */
export interface Outcome {
  violations: Violation[];
  orders: number;
  presses: number;
  kills: number;
  charges: number;
  /** Of those, after the bank had its say, and on the payment page. */
  asked: number;
  onPage: number;
  /** Records by status. */
  statuses: StoreSummary['intents'];
  /** Milliseconds of the wall: all of it, and the calm until nothing was open. */
  took: number;
  calm: number;
}

/** Two minutes of the wall. It ends sooner where everything has an end. */
const longestCalm = 120_000;
const fourDays = 4 * 86_400_000;

/** Everything that runs. */
interface Stage {
  chaos: Chaos;
  clock: ClockSetting;
  gateway: Child;
  hosts: readonly [Host, Host];
  luck: Chance;
  told: string;
  memories: string;
  /** When everybody went away, by the clock of the proof. */
  awayAt?: number;
  /** It was seen that an order was charged twice, and that was enough. */
  isCaught: boolean;
}

const both = (hosts: readonly Host[], work: (host: Host) => Promise<void>) => Promise.all(hosts.map(work));

async function setUp(chaos: Chaos, folder: string): Promise<Stage> {
  const [told, memories] = [join(folder, 'told'), join(folder, 'memories')];
  const clock: ClockSetting = { epoch: Date.now(), jump: 0 };
  const time = () => ({ EPOCH: clock.epoch, JUMP: clock.jump });
  const gateway = await start('gateway.ts', time());
  // A broken build has the gateway to itself: what it is caught at is its own doing.
  const given = { GATEWAY: gateway.url, STORE: chaos.where, TOLD: told, BROKEN: chaos.broken ?? '' };
  const host = async () => new Host(await freePort(), () => ({ ...time(), ...given, DOWN: chaos.broken ? 0 : 1 }));
  const hosts = [await host(), await host()] as const;
  await both(hosts, (one) => one.up());
  // One of the two is told by the gateway, and is where browsers come back to; it is away as often as the other.
  if (!chaos.broken) await tellThe(gateway.url, hosts[0].url);
  return { chaos, clock, gateway, hosts, luck: chance(chaos.seed), told, memories, isCaught: false };
}

/** Everybody is away for four days. On Monday the gateway is well: what was charged is to be seen, for whoever asks for those days. */
async function goAway(stage: Stage, shoppers: Child): Promise<void> {
  const { clock, gateway, hosts } = stage;
  stage.awayAt = clockOf(clock)();
  await both(hosts, (host) => host.kill());
  // What was under way is done before the clocks are set ahead: timers that run do not follow.
  await wait(longest.late + 30_000);
  await behave(gateway.url);
  clock.jump += fourDays;
  for (const child of [gateway, shoppers]) child.process.send({ jump: clock.jump });
  await both(hosts, (host) => host.begin());
}

async function killOne({ hosts, luck }: Stage): Promise<void> {
  const victims = luck.happens(0.1) ? hosts : [luck.one(hosts)];
  await both(victims, (host) => host.kill());
  await both(victims, (host) => host.begin());
}

/** Lets shoppers in, and does the proxies harm for as long as they are there. */
async function play(stage: Stage): Promise<void> {
  const { chaos, gateway, hosts, luck } = stage;
  const { orders, kills, seed, together = 120, hasty = false } = chaos;
  const shoppers = await start('shoppers.ts', {
    EPOCH: stage.clock.epoch,
    FIRST: 0,
    COUNT: orders,
    TOGETHER: together,
    SEED: seed,
    MEMORIES: stage.memories,
    GATEWAY: gateway.url,
    PROXIES: hosts.map(({ url }) => url).join(' '),
  });
  let done = 0;
  let isOver = false;
  shoppers.process.on('message', (message: { done?: number; over?: boolean }) => {
    done = message.done ?? done;
    isOver ||= message.over ?? false;
  });
  const every = orders / (kills + 1);
  let killAt = every * (0.2 + luck.below(500) / 1000);
  while (!isOver && !stage.isCaught && shoppers.process.exitCode === null) {
    await pause(20);
    if (stage.awayAt === undefined && done >= orders / 2) await goAway(stage, shoppers);
    const killed = hosts[0].kills + hosts[1].kills;
    if (killed < kills && done >= killAt) {
      killAt += every;
      await killOne(stage);
    }
    if (hasty && luck.happens(0.02)) stage.isCaught = isChargedTwice(await ledgerOf(gateway.url));
  }
  await shoppers.kill();
}

/** The gateway does its work, nobody is killed, nobody presses: until nothing is open. Answers with how long that took. */
async function calmDown({ gateway, isCaught }: Stage, store: Store): Promise<number> {
  await behave(gateway.url);
  const began = Date.now();
  const isOpen = async () => {
    const { unresolved, undelivered } = await store.summary();
    if (unresolved + undelivered > 0) return true;
    return unknownCharges(await ledgerOf(gateway.url), await recordsOf(store)) > 0;
  };
  while (!isCaught && (await isOpen()) && Date.now() - began < longestCalm) await pause(200);
  return Date.now() - began;
}

function isOrderAsked(order: string): boolean {
  const plan = planOfOrder(order);
  return plan !== undefined && isAsked(plan);
}

async function weigh(stage: Stage, store: Store): Promise<Omit<Outcome, 'took' | 'calm'>> {
  const { gateway, hosts, awayAt, isCaught } = stage;
  const [ledger, calls] = [await ledgerOf(gateway.url), await callsOf(gateway.url)];
  const memories = linesOf<Memory>(stage.memories);
  const records = await recordsOf(store);
  const charges = ledger.filter(({ type }) => type === 'charge');
  const all = judge({ ledger, calls, records, memories, told: linesOf<Told>(stage.told), awayAt });
  // Where it ended early nothing had the time to be found out.
  const early = new Set<Violation['what']>(['double charge', 'more calls than attempts']);
  const violations = all.filter(({ what }) => !isCaught || early.has(what));
  for (const host of hosts) {
    const unhandled = await host.unhandled();
    if (unhandled) violations.push({ what: 'unhandled rejection', order: host.url, detail: String(unhandled) });
  }
  return {
    violations,
    orders: records.length,
    presses: memories.reduce((sum, { presses }) => sum + presses, 0),
    kills: hosts[0].kills + hosts[1].kills,
    charges: charges.length,
    asked: charges.filter(({ order }) => isOrderAsked(order)).length,
    onPage: charges.filter(({ last4 }) => last4 === typedLast4).length,
    statuses: (await store.summary()).intents,
  };
}

/** Runs it and judges it. */
export async function runChaos(chaos: Chaos): Promise<Outcome> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'onfile-chaos-'));
  const stage = await setUp(chaos, folder);
  try {
    await play(stage);
    const store = await chaos.openStore();
    const calm = await calmDown(stage, store);
    const outcome = await weigh(stage, store);
    await store.close();
    return { ...outcome, calm, took: Date.now() - began };
  } finally {
    await both(stage.hosts, (host) => host.kill());
    await stage.gateway.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line for people. */
export const lineOf = ({ orders, presses, kills, charges, asked, onPage, ...rest }: Outcome) =>
  [
    `${orders} orders, ${(presses / Math.max(1, orders)).toFixed(2)} pay requests each, ${kills} × kill -9`,
    `${charges} charges (${asked} with 3-D Secure, ${onPage} on the payment page)`,
    `${rest.violations.length} violations; records ${JSON.stringify(rest.statuses)}`,
    `nothing open after ${(rest.calm / 1000).toFixed(1)} s of calm; ${(rest.took / 1000).toFixed(0)} s`,
  ].join('; ');
