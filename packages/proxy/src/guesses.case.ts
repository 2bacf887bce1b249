// Somebody who guesses the codes of cards, from many sign-ins at once, for days, while the shop's processes come and go. What reached the
// gateway is what came through the sandbox's door.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAssistClient, fetchTransport } from '@onfile/assist';
import { createSandbox, merchant } from '@onfile/sandbox';
import { browser, pressKey, randomFrom, sealKeys } from './guard-shop.case.ts';
import { createMerchantProxy, type LimitOptions, type Store } from './index.ts';
import { createSqliteStore, type SqliteStore } from './sqlite.ts';

/** How much is tried. */
export interface Attack {
  seed: number;
  guesses: number;
  sessions: number;
  days: number;
  /** A build that counts wrongly: another store round the file's, made anew with each process. */
  wrong?: (store: Store, afterCall: (run: () => void) => void) => Store;
}

/** A code that reached the gateway. */
export interface Guess {
  token: string;
  code: string;
  at: number;
}

/** What came of it. */
export interface Outcome {
  calls: Guess[];
  answers: Map<number, number>;
  cards: number;
  restarts: number;
  /** Payments that the ledger knows of: right codes of those whose cards they are. */
  paid: number;
}

const customers = ['ada', 'ben', 'cleo', 'dan'];
/** What the sandbox takes for a wrong code; any other is right. */
const wrongCode = '000';
const day = 86_400_000;

/** Only the limit of codes: everything else that would hold a guesser back is off. */
const limits: LimitOptions = {
  card: false,
  cardDeclines: false,
  customer: false,
  customerDay: false,
  session: false,
  ip: false,
  list: false,
};

const card = (owner: number, n: number) => ({
  expire: '12.2031',
  token: `0000C0DE-0000-4000-8000-${String(owner * 10 + n).padStart(12, '0')}`,
  bank: '',
  brand: 'VISA',
  bin: 427_601,
  active: true,
  needCVC: true,
  post: `10${owner}${n}`,
  assets: [],
});

/** Misbehaviour that makes a guess's end unknown, or tells nothing of it. */
const faults = ['html', 'html-charged', 'server-error-charged', 'reset', 'refuse', 'truncated-charged'] as const;

/** Guesses, and says what reached the gateway. */
export async function attack({ seed, guesses, sessions, days, wrong }: Attack): Promise<Outcome> {
  const below = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'onfile-guesses-'));
  let now = Date.UTC(2026, 10, 23, 9, 30);
  const sandbox = createSandbox({
    now: () => now,
    remember: 1_000_000,
    customers: Object.fromEntries(customers.map((name, owner) => [name, [card(owner, 1), card(owner, 2)]])),
  });
  const calls: Guess[] = [];
  const waiting = new Set<() => void>();

  const assist = createAssistClient({
    baseUrl: 'https://gateway.test',
    merchantId: merchant.id,
    credentials: () => merchant,
    checkSecret: merchant.secret,
    cvcParameter: 'Cvc2',
    transport: fetchTransport(async (request) => {
      const sent = new URL(request.url).pathname.endsWith('/tokenpay.cfm') && JSON.parse(await request.clone().text());
      if (sent) calls.push({ token: JSON.parse(sent.PaymentToken).Token, code: sent.Cvc2, at: now });
      // A gateway takes its time: others come meanwhile.
      for (let turn = below(4); turn > 0; turn--) await new Promise((done) => setImmediate(done));
      try {
        return await sandbox(request);
      } finally {
        for (const run of waiting) run();
        waiting.clear();
      }
    }),
    now: () => now,
    wait: async () => {},
    deadlines: { read: 20_000, pay: 20_000 },
  });

  /** One process of the shop: its own proxy, its own connection to the file. */
  function startProcess() {
    const file: SqliteStore = createSqliteStore({ file: join(folder, 'payments.sqlite') });
    const proxy = createMerchantProxy({
      assist,
      store: wrong?.(file, (run) => waiting.add(run)) ?? file,
      customer: (request) => {
        const [number = '', session = ''] = (request.headers.get('x-session') ?? '').split('/');
        return number ? { number, session } : null;
      },
      orders: { find: (number) => ({ number, amount: '10.00', currency: 'RUB' }) },
      sealKeys: [sealKeys.old],
      origins: ['https://shop.test'],
      publicUrl: 'https://shop.test/onfile/v1',
      returnTo: (order) => `https://shop.test/orders/${order}`,
      cvc: { mode: 'frame', frameUrl: 'https://pay.shop.test/onfile/v1/frame', acceptsPciNote: true },
      limits,
      now: () => now,
      wait: async () => {},
      sweepEveryMs: 0,
    });
    const send = async (method: string, path: string, session: string, body?: object, headers = {}) => {
      const answer = await proxy(
        new Request(`https://shop.test/onfile/v1${path}`, {
          method,
          headers: {
            'x-session': session,
            origin: 'https://shop.test',
            'content-type': 'application/json',
            ...headers,
          },
          ...(body && { body: JSON.stringify(body) }),
        }),
      );
      return { status: answer.status, body: JSON.parse(await answer.text()) };
    };
    return { send, close: () => file.close() };
  }

  const processes = [startProcess(), startProcess()];
  const answers = new Map<number, number>();
  let restarts = 0;
  const of = (session: number) => customers[session % customers.length] ?? '';
  const cards = new Map<string, string[]>();
  for (const name of customers) {
    const list = await processes[0]?.send('GET', '/cards', `${name}/0`);
    cards.set(
      name,
      list?.body.cards.map(({ id }: { id: string }) => id),
    );
  }

  /** One wish to pay with a code, at one of the processes. A key may be one that was used before. */
  async function press(session: number, order: string, key: number, which: number, cvc: string): Promise<void> {
    const shop = processes[below(processes.length)];
    const who = `${of(session)}/${session}`;
    const opened = await shop?.send('POST', '/intents', who, { order });
    const answer = await shop?.send(
      'POST',
      `/intents/${opened?.body.id}/confirm`,
      who,
      { card: cards.get(of(session))?.[which], browser, cvc },
      { authorization: `Bearer ${opened?.body.secret}`, 'idempotency-key': pressKey(key) },
    );
    if (answer && opened) answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
  }

  const guess = (n: number) => {
    const session = below(sessions);
    const orders = Math.max(1, Math.ceil(guesses / sessions / 5));
    // One in five presses a key that somebody may have pressed before.
    const key = below(5) ? n : below(n + 1);
    return press(session, `${session}-${below(orders)}`, key, below(2), wrongCode);
  };

  let done = 0;
  let batches = 0;
  let owners = 0;
  const together = 25;
  const pause = Math.floor((days * day) / Math.ceil(guesses / together));
  let since = day;
  try {
    while (done < guesses) {
      if (since >= day) {
        // Whose cards they are comes first, and knows the code.
        since = 0;
        for (let owner = 0; owner < customers.length; owner++)
          for (const which of [0, 1]) await press(owner, `own-${owners++}`, 1e6 + owners, which, '123');
      }
      if (below(3) === 0)
        sandbox.fault({ service: 'tokenpay', kind: faults[below(faults.length)] ?? 'html', times: 2 });
      const batch = Array.from({ length: Math.min(together, guesses - done) }, () => guess(done++));
      if (batches % 4 === 3) {
        // A process is gone, every second time with its requests under way.
        const isKilled = batches % 8 === 7;
        if (!isKilled) await Promise.all(batch);
        else await new Promise((resolve) => setImmediate(resolve));
        const at = restarts++ % processes.length;
        processes[at]?.close();
        processes[at] = startProcess();
      }
      await Promise.allSettled(batch);
      sandbox.behave();
      batches++;
      now += pause;
      since += pause;
    }
    const paid = sandbox.ledger.length;
    return { calls, answers, cards: customers.length * 2, restarts, paid };
  } finally {
    for (const { close } of processes) close();
    rmSync(folder, { recursive: true });
  }
}

/** The most wrong codes of one card that reached the gateway within any 24 hours. */
export function mostADay(calls: readonly Guess[]): number {
  const wrong = calls.filter(({ code }) => code === wrongCode);
  return Math.max(
    0,
    ...wrong.map(
      ({ token, at }) => wrong.filter((one) => one.token === token && one.at > at - day && one.at <= at).length,
    ),
  );
}
