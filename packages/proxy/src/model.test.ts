// P3: sequences of what shoppers, processes, the gateway and a person do, in an order that nobody chose, against a model that says
// what may come of it. The witness is the sandbox's ledger. `ONFILE_SEED` replays; a failure prints the sequence and how.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type IntentRecord, openAttempt } from './index.ts';
import { type Fate, fates, startWorld, type World } from './model.case.ts';

const isFull = process.env['ONFILE_PROVE'] === '1';
const seed = Number(process.env['ONFILE_SEED'] ?? 20261128);
const path = process.env['ONFILE_PATH'];
const sequences = isFull ? 20_000 : 300;

type World3 = Awaited<ReturnType<typeof startWorld>>;
type Status = IntentRecord['status'];

type Action =
  | { do: 'confirm'; key: number; card: number; fate: Fate }
  | { do: 'open' | 'read' | 'sweep' | 'look' | 'forged' | 'crash' }
  | { do: 'pass'; ms: number }
  | { do: 'linger'; looks: number }
  | { do: 'elsewhere'; amount: string }
  | { do: 'break'; broken: boolean }
  | { do: 'visit'; what: 'pay' | 'leave' }
  | { do: 'settle'; outcome: 'paid' | 'canceled' | 'not-charged' }
  | { do: 'together'; keys: number[]; fate: Fate; also: ('sweep' | 'look' | 'read')[] };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const quietMs = 15 * minute;
const finals: readonly Status[] = ['paid', 'authorised', 'canceled', 'expired', 'review'];
/** Where every run has to come by, and where a long one has to. */
const places = ['open', 'unconfirmed', 'paid', 'authorised', 'declined', 'expired', 'again', 'not-charged', 'not-sent'];
const rarePlaces = ['canceled', 'review', 'no-answer', 'two-payments', 'wrong-sum', 'late-money', 'decided'];
const isPayable = (status: Status) => status === 'open' || status === 'declined';

const fate = fc.constantFrom(...fates);
const key = fc.integer({ min: 1, max: 4 });
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('confirm' as const), key, card: fc.nat(1), fate }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('open', 'read', 'sweep', 'look', 'forged', 'crash') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(second, 30 * second, 5 * minute, 16 * minute, 3 * hour, 30 * hour, 80 * hour),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('linger' as const), looks: fc.integer({ min: 4, max: 12 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('elsewhere' as const), amount: fc.constantFrom('1250.00', '1.00') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('break' as const), broken: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('visit' as const), what: fc.constantFrom('pay', 'leave') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      outcome: fc.constantFrom('paid', 'canceled', 'not-charged'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('together' as const),
      keys: fc.array(key, { minLength: 2, maxLength: 3 }),
      fate: fc.constantFrom('ok', 'decline', 'lost', 'lost-charged', 'late-charged', 'very-late-charged', 'not-sent'),
      also: fc.array(fc.constantFrom('sweep', 'look', 'read'), { maxLength: 2 }),
    }),
  },
);

/** What a good reading of the gateway may make of a record, told from the ledger and not from the engine's own rules. */
function afterLook(before: IntentRecord, world: World3, delay: boolean): Status[] {
  const money = world.money().length;
  const attempt = openAttempt(before);
  const decided = world.money().filter(({ bill }) => before.decisions?.at(-1)?.money.includes(bill)).length;
  if (before.status === 'review') return ['review'];
  const isWrong = world
    .money()
    .some(({ amount, bill }) => amount !== '1250.00' && !before.decisions?.at(-1)?.money.includes(bill));
  if (money > decided + 1 || isWrong) return ['review'];
  if (money > decided) {
    if (finals.includes(before.status)) return before.bill === undefined ? ['review'] : [before.status, 'review'];
    // Money that nobody was waiting for is a person's, unless the payment page was opened.
    const isExpected = attempt !== undefined || !before.attempts.length || before.handedOverAt !== undefined;
    return isExpected ? [delay ? 'authorised' : 'paid', 'review'] : ['review'];
  }
  if (finals.includes(before.status)) return [before.status];
  if (!attempt) return [before.status, 'declined', 'expired', 'review'];
  const age = world.now() - attempt.submittedAt;
  return [
    'unconfirmed',
    'declined',
    ...(age >= quietMs && attempt.emptyReads >= 4 ? (['open'] as const) : []),
    ...(age >= 72 * hour ? (['review'] as const) : []),
    ...(attempt.answer === 'answered' && age >= quietMs ? (['review'] as const) : []),
  ];
}

/** What the contract says to a wish to pay, before anything is read; `undefined` where it depends on the reading. */
function refusal(before: IntentRecord, wish: { key: number; card: number }, cards: Map<number, number>, now: number) {
  const known = cards.get(wish.key);
  if (known !== undefined) return known === wish.card ? 'replayed' : 'key_reused';
  if (openAttempt(before)) return 'processing';
  if (finals.includes(before.status) || before.expiresAt < now) return 'order_closed';
  return undefined;
}

/** Where sequences have been: a model that nothing happens in holds anything. */
const reached = new Map<string, number>();
function note({ status, review, attempts, decisions }: IntentRecord): void {
  for (const place of [
    status,
    review?.why,
    attempts.length > 1 && 'again',
    decisions && 'decided',
    attempts.at(-1)?.end,
  ])
    if (place) reached.set(place, (reached.get(place) ?? 0) + 1);
}

/** One sequence, held to the model after every step. */
async function play(actions: readonly Action[], delay: boolean, world: World3): Promise<void> {
  const cards = new Map<number, number>();
  const remember = (record: IntentRecord, wish: { key: number; card: number }) => {
    if (!cards.has(wish.key) && record.attempts.some((attempt) => attempt.key === `key-0123456789-${wish.key}`))
      cards.set(wish.key, wish.card);
  };

  async function confirm({ key: k, card, fate: how }: Extract<Action, { do: 'confirm' }>, before: IntentRecord) {
    const had = world.money().length;
    const foretold = refusal(before, { key: k, card }, cards, world.now());
    const answer = await world.confirm(k, card, how);
    const after = await world.record();
    remember(after, { key: k, card });
    const isNew = after.attempts.length > before.attempts.length;
    if (foretold) expect(isNew, 'a wish that was refused was claimed').toBe(false);
    // Wherever the money came from: an order that has it is not claimed again, whatever its record believed.
    if (had > (before.decisions?.at(-1)?.money.length ?? 0)) expect(isNew, 'claimed with money there').toBe(false);
    if (foretold === 'replayed') expect(answer).toMatchObject({ status: 200 });
    else if (foretold) expect(answer).toMatchObject({ code: foretold });
    else if (answer === 'crashed') expect(isNew).toBe(true);
    else if (isNew && how === 'not-sent') {
      expect(answer).toMatchObject({ code: 'unavailable' });
      expect(after).toMatchObject({ status: 'open' });
      expect(after.attempts.at(-1)).toMatchObject({ end: 'not-sent' });
    } else if (isNew) {
      expect(answer).toMatchObject({ status: 200 });
      if (
        !world.broken &&
        ['ok', 'lost-charged', 'server-error-charged', 'html-charged', 'truncated-charged'].includes(how)
      )
        expect(after.status).toBe(delay ? 'authorised' : 'paid');
      if (!world.broken && (how === 'decline' || how === 'refused')) expect(after.status).toBe('declined');
      if (['lost', 'late-charged', 'very-late-charged', 'server-error'].includes(how))
        expect(after.status).toBe('unconfirmed');
    } else expect(answer).toMatchObject({ code: expect.stringMatching(/^(order_closed|unavailable)$/) });
  }

  async function act(one: Action, before: IntentRecord): Promise<void> {
    switch (one.do) {
      case 'confirm':
        return confirm(one, before);
      case 'together': {
        const also = { sweep: () => world.sweep(), look: () => world.message(), read: () => world.read() };
        const answers = await Promise.all([
          ...one.keys.map((k) => world.confirm(k, 0, one.fate)),
          ...one.also.map((name) => also[name]()),
        ]);
        const after = await world.record();
        for (const k of one.keys) remember(after, { key: k, card: 0 });
        expect(answers.length).toBeGreaterThan(0);
        return;
      }
      case 'pass':
        return world.pass(one.ms);
      case 'linger':
        for (let looks = 0; looks < one.looks; looks++) {
          await world.pass(5 * minute);
          await act({ do: 'sweep' }, await world.record());
        }
        return;
      case 'elsewhere':
        // Before anything of ours is out, nobody looks: an order is the merchant's to keep to one way of paying.
        if (before.attempts.length || before.handedOverAt !== undefined) await world.elsewhere(one.amount);
        return;
      case 'break':
        world.broken = one.broken;
        return;
      case 'crash':
        return world.crash();
      case 'visit':
        return void (await world.visit(one.what));
      case 'settle': {
        const answer = await world.settle(one.outcome);
        if (before.status !== 'review') expect(answer).toEqual({ type: 'not-in-review' });
        if (answer.type === 'settled' && one.outcome !== 'paid' && !world.broken) expect(world.money()).toEqual([]);
        return;
      }
      case 'look': {
        await world.message();
        if (!world.broken) expect(afterLook(before, world, delay)).toContain((await world.record()).status);
        return;
      }
      case 'forged': {
        await world.message(true);
        expect(await world.record()).toEqual(before);
        return;
      }
      case 'read':
      case 'sweep':
      case 'open': {
        await world[one.do]();
        const { status } = await world.record();
        const mayBe = [before.status, ...afterLook(before, world, delay)];
        if (world.broken && before.attempts.length) mayBe.push('review', 'unconfirmed');
        expect(mayBe).toContain(status);
      }
    }
  }

  const holds = async () => {
    expect(world.wrongs).toEqual([]);
    const record = await world.record();
    note(record);
    const money = world.money();
    // Never "paid" without money, and never money in a status that lets somebody pay, once it was read.
    if (record.status === 'paid' || record.status === 'authorised') expect(money.length).toBeGreaterThan(0);
    for (const event of world.told)
      if (event.type === 'settled' && event.status === 'paid') expect(money.length).toBeGreaterThan(0);
  };

  let pages = 0;
  for (const one of actions) {
    const before = await world.record();
    const had = world.money().length;
    await act(one, before);
    if (one.do === 'visit' || one.do === 'elsewhere') pages += world.money().length - had;
    await holds();
    // Whatever was sent, saved cards were charged once at most, unless the gateway was slower than the quiet time.
    expect(world.money().length - pages).toBeLessThanOrEqual(1 + world.veryLate);
  }
  await calm(world, pages, delay);
}

/** Everything works again, and time goes by: nothing is left open, and the record says what the ledger says. */
async function calm(world: World3, pages: number, delay: boolean): Promise<void> {
  world.broken = false;
  world.crash();
  for (let looks = 0; looks < 12; looks++) {
    const before = await world.record();
    await world.pass(5 * minute);
    await world.sweep();
    expect([before.status, ...afterLook(before, world, delay)]).toContain((await world.record()).status);
  }
  const before = await world.record();
  await world.message();
  const record = await world.record();
  note(record);
  expect(afterLook(before, world, delay)).toContain(record.status);
  expect(world.wrongs).toEqual([]);
  expect(openAttempt(record)).toBeUndefined();
  const money = world.money().length;
  const wasDecided = record.decisions?.length !== undefined;
  if (money === 0) expect(['paid', 'authorised']).not.toContain(record.status);
  if (money > 0) expect(isPayable(record.status), `open, with money: ${record.status}`).toBe(false);
  if (money > 1 && !wasDecided) expect(record.status).toBe('review');
  expect(money - pages).toBeLessThanOrEqual(1 + world.veryLate);
  if (finals.includes(record.status))
    expect(world.told.some((event) => event.type === 'settled' && event.status === record.status)).toBe(true);
}

const property = (world: Omit<World, 'delay' | 'scheduler'> = {}) =>
  fc.asyncProperty(
    fc.array(action, { minLength: 1, maxLength: 14, size: 'max' }),
    fc.boolean(),
    fc.option(fc.scheduler(), { freq: 2, nil: undefined }),
    async (actions, delay, scheduler) =>
      play(actions, delay, await startWorld({ delay, ...(scheduler && { scheduler }), ...world })),
  );

const replay = `Replay: ONFILE_SEED=${seed} ONFILE_PATH=<path below> pnpm vitest run --config vitest.workspace.ts --project unit packages/proxy/src/model.test.ts`;

it(`holds the engine to the model over ${sequences} sequences`, { timeout: 900_000 }, async () => {
  console.log(`P3: ${sequences} sequences, seed ${seed}`);
  const run = await fc.check(property(), {
    numRuns: sequences,
    seed,
    ...(path && { path }),
    endOnFailure: path !== undefined,
  });
  expect(run.failed, `${replay}\n${fc.defaultReportMessage(run) ?? ''}\n${String(run.errorInstance)}`).toBe(false);
  console.log(`P3: steps that ended in ${JSON.stringify(Object.fromEntries(reached))}`);
  // A replay is one sequence.
  const wanted = path ? [] : [...places, ...(isFull ? rarePlaces : [])];
  for (const place of wanted) expect([...reached.keys()]).toContain(place);
});

it.each([
  ['"no bill" counts as "not charged" at once', { options: { quiet: { ms: 0, reads: 1 } } }],
  [
    'a claim expires',
    {
      breakStore: (store, now) => ({
        ...store,
        get: async (id) => {
          const record = await store.get(id);
          const open = record && openAttempt(record);
          if (!record || !open || now() - open.submittedAt < 20 * second) return record;
          const attempts = [...record.attempts.slice(0, -1), { ...open, end: 'not-charged' as const }];
          return store.advance({ ...record, status: 'open', attempts });
        },
      }),
    },
  ],
  [
    'a claim is not single',
    {
      breakStore: (store) => ({
        ...store,
        claim: async (id, attempt) => {
          const record = await store.get(id);
          if (!record) return { type: 'closed' };
          const claimed = { ...record, status: 'confirming' as const, attempts: [...record.attempts, attempt] };
          return { type: 'claimed', intent: (await store.advance(claimed)) ?? claimed };
        },
      }),
    },
  ],
] satisfies [string, World][])(
  'negative control: catches an engine where %s',
  { timeout: 120_000 },
  async (_, world) => {
    const run = await fc.check(property(world), { numRuns: 1500, seed, endOnFailure: true });
    expect(run.failed, `not caught in ${run.numRuns} sequences of seed ${seed}`).toBe(true);
    console.log(`P3: caught in sequence ${run.numRuns}: ${String(run.errorInstance).split('\n')[0]}`);
  },
);
