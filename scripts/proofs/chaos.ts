// A gateway that misbehaves, two proxies on one store that are killed and started again, and shoppers who do as shoppers do.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store, StoreSummary } from '@onfile/proxy';
import type { LedgerEntry } from '@onfile/sandbox';
import { type Child, freePort, heard, start } from './children.ts';
import { judge, linesOf, recordsOf, type Told, type Violation } from './check.ts';
import { clockOf, type ClockSetting, pause } from './clock.ts';
import { behave, callsOf, ledgerOf } from './gateway-witness.ts';
import { chance } from './random.ts';
import type { Memory } from './shopper.ts';

/** What a run is made of. */
export interface Chaos {
  seed: number;
  orders: number;
  /** `kill -9` of a proxy, spread over the orders. */
  kills: number;
  /** Where the proxies keep payments. */
  where: string;
  openStore: () => Promise<Store>;
  /** A build that is broken on purpose. Default: none. */
  broken?: string;
  /** Shoppers at a time. Default 120. */
  together?: number;
  /** Everybody goes away in the middle, for four days. Default `true`. */
  weekend?: boolean;
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
  /** Records by status. */
  statuses: StoreSummary['intents'];
  /** Milliseconds of the wall: all of it, and the calm until nothing was open. */
  took: number;
  calm: number;
}

/** Two minutes. It ends sooner where everything has an end. */
const longestCalm = 120_000;
const fourDays = 4 * 86_400_000;

/** One proxy, again and again. */
class Host {
  kills = 0;
  readonly url: string;
  readonly #given: () => Record<string, string | number>;
  #child: Promise<Child>;

  constructor(port: number, given: () => Record<string, string | number>) {
    this.url = `http://127.0.0.1:${port}`;
    this.#given = () => ({ ...given(), PORT: port });
    this.#child = start('proxy.ts', this.#given());
  }

  get child(): Promise<Child> {
    return this.#child;
  }

  async kill(): Promise<void> {
    const child = await this.#child;
    await child.kill();
    this.kills++;
  }

  begin(): Promise<unknown> {
    return (this.#child = start('proxy.ts', this.#given()));
  }
}

const twice = (ledger: readonly LedgerEntry[]) => {
  const seen = new Set<string>();
  return ledger.some(({ type, order }) => type === 'charge' && (seen.has(order) || !seen.add(order)));
};

/** Runs it and judges it. */
export async function runChaos(chaos: Chaos): Promise<Outcome> {
  const { seed, orders, where, together = 120, weekend = true, hasty = false, broken = '' } = chaos;
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'onfile-chaos-'));
  const [TOLD, MEMORIES] = [join(folder, 'told'), join(folder, 'memories')];
  const clock: ClockSetting = { epoch: began, jump: 0 };
  const time = () => ({ EPOCH: clock.epoch, JUMP: clock.jump });
  const gateway = await start('gateway.ts', time());
  const given = () => ({ ...time(), GATEWAY: gateway.url, STORE: where, TOLD, BROKEN: broken, DOWN: broken ? 0 : 1 });
  const first = new Host(await freePort(), given);
  await first.child;
  const second = new Host(await freePort(), given);
  await second.child;
  const hosts = [first, second] as const;
  const luck = chance(seed);
  let awayAt: number | undefined;

  try {
    const shoppers = await start('shoppers.ts', {
      ...{ FIRST: 0, COUNT: orders, TOGETHER: together, SEED: seed, MEMORIES },
      ...{ GATEWAY: gateway.url, PROXIES: hosts.map(({ url }) => url).join(' ') },
    });
    let done = 0;
    let isOver = false;
    shoppers.process.on('message', (message: { done?: number; over?: boolean }) => {
      done = message.done ?? done;
      isOver ||= message.over ?? false;
    });
    const every = orders / (chaos.kills + 1);
    let killAt = every * (0.5 + luck.below(1000) / 1000);
    let caught = false;
    while (!isOver && !caught && shoppers.process.exitCode === null) {
      await pause(20);
      if (weekend && awayAt === undefined && done >= orders / 2) {
        awayAt = clockOf(clock)();
        await Promise.all(hosts.map((host) => host.kill()));
        // On Monday the gateway is well: whatever was charged is there to be seen, for whoever asks for the right days.
        await behave(gateway.url);
        clock.jump += fourDays;
        gateway.process.send({ jump: clock.jump });
        await Promise.all(hosts.map((host) => host.begin()));
      }
      if (first.kills + second.kills < chaos.kills && done >= killAt) {
        killAt += every;
        const victims = luck.happens(0.1) ? hosts : [luck.one(hosts)];
        await Promise.all(victims.map((host) => host.kill()));
        await Promise.all(victims.map((host) => host.begin()));
      }
      if (hasty && luck.happens(0.02)) caught = twice(await ledgerOf(gateway.url));
    }
    await shoppers.kill();

    // The calm: the gateway does its work, nobody is killed, nobody presses.
    await behave(gateway.url);
    const store = await chaos.openStore();
    const calmBegan = Date.now();
    const isOpen = async () => {
      const { unresolved, undelivered } = await store.summary();
      return unresolved + undelivered > 0;
    };
    while (!caught && (await isOpen()) && Date.now() - calmBegan < longestCalm) await pause(200);
    const calm = Date.now() - calmBegan;

    const ledger = await ledgerOf(gateway.url);
    const records = await recordsOf(store);
    const { intents } = await store.summary();
    await store.close();
    const memories = linesOf<Memory>(MEMORIES);
    const all = judge({
      ...{ ledger, records, memories, told: linesOf<Told>(TOLD) },
      calls: await callsOf(gateway.url),
      isAway: ({ createdAt }) => awayAt !== undefined && createdAt <= awayAt,
    });
    // Where it ended early nothing had the time to be found out.
    const violations = all.filter(
      ({ what }) => !caught || what === 'double charge' || what === 'more calls than attempts',
    );
    for (const host of hosts) {
      const child = await host.child;
      const state = heard(child, 'state');
      child.process.send('state');
      const { unhandled } = (await state) as { unhandled: number };
      if (unhandled) violations.push({ what: 'unhandled rejection', order: host.url, detail: String(unhandled) });
    }
    return {
      violations,
      orders: records.length,
      presses: memories.reduce((sum, { presses }) => sum + presses, 0),
      kills: first.kills + second.kills,
      charges: ledger.filter(({ type }) => type === 'charge').length,
      statuses: intents,
      took: Date.now() - began,
      calm,
    };
  } finally {
    await Promise.all(hosts.map(async (host) => (await host.child).kill()));
    await gateway.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line for people. */
export const lineOf = ({ orders, presses, kills, charges, violations, statuses, took, calm }: Outcome) =>
  [
    `${orders} orders, ${(presses / Math.max(1, orders)).toFixed(2)} pay requests each, ${kills} × kill -9, ${charges} charges`,
    `${violations.length} violations; records ${JSON.stringify(statuses)}`,
    `nothing open after ${(calm / 1000).toFixed(1)} s of calm; ${(took / 1000).toFixed(0)} s`,
  ].join('; ');
