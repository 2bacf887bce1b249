// B3, the server's half: a code that was typed is in nothing that a shop's process says, answers, keeps or leaves behind when it crashes,
// and in nothing that it still holds after a collection. A code is a small number, so the same is counted for codes that nobody typed.
import { env } from 'node:process';
import { describe, expect, it, vi } from 'vitest';
import { bareHeap, type Left, live, search } from './code-life.case.ts';
import { randomFrom } from './guard-shop.case.ts';

vi.setConfig({ testTimeout: 300_000 });

const isWhole = env['ONFILE_PROVE'] === '1';
const seed = Number(env['ONFILE_SEED'] ?? 20261128);
const payments = isWhole ? 200 : 24;

/** Five times as many decoys as codes. */
const decoyRatio = 5;

/** Codes of both lengths that a process says nothing like: numbers that it prints anyway (statuses, sizes) are found out beforehand. */
async function drawCodes() {
  const { places } = await live({ payments: 8, codes: ['111'] });
  const searches = Object.entries(places).map(([name, bytes]) => search(name, bytes));
  const below = randomFrom(seed);
  const drawn = new Set<string>();
  const draw = (digits: 3 | 4) => {
    for (;;) {
      const code = String(below(10 ** digits)).padStart(digits, '0');
      const isSaid = searches.some((times) => times(code) > 0);
      // All noughts are the sandbox's wrong code.
      if (Number(code) && !drawn.has(code) && !isSaid) {
        drawn.add(code);
        return code;
      }
    }
  };
  const some = (times: number) => Array.from({ length: times * 5 }, (_, n) => draw(n % 5 ? 3 : 4));
  return { codes: some(2), decoys: some(2 * decoyRatio) };
}

/** Where codes stand more often than decoys do; nowhere, where neither do. */
function leaksIn({ places }: Left, codes: readonly string[], decoys: readonly string[]) {
  return Object.entries(places).map(([name, bytes]) => {
    const times = search(name, bytes);
    const sum = (some: readonly string[]) => some.reduce((all, code) => all + times(code), 0);
    const [real, chance] = [sum(codes), sum(decoys) / decoyRatio];
    // A program has numbers in texts of its own, and an index of pages has bytes that look like some, not always the same: who holds codes
    // holds more than two of ten.
    const slack = name === bareHeap || name.endsWith('-shm') ? 2 : 3 * Math.sqrt(chance);
    return { name, real, chance, isLeak: real > chance + slack };
  });
}

describe('B3: a code, in the process that it goes through', async () => {
  const { codes, decoys } = await drawCodes();

  it('is in one request to the gateway, and nowhere else', async () => {
    const left = await live({ payments, codes });
    const found = leaksIn(left, codes, decoys);
    const sum = (of: 'real' | 'chance') => found.reduce((all, one) => all + one[of], 0);
    const weight = Object.values(left.places).reduce((all, { length }) => all + length, 0);
    console.log(
      `figure: ${payments} payments, ${left.carried} bodies with their code at the gateway; in ${found.length} places (${(weight / 1e6).toFixed(0)} MB) ${sum('real')} appearances, ${sum('chance').toFixed(1)} by chance`,
    );
    console.log(`B3 (seed ${seed}):`, found.map(({ name, real, chance }) => `${name} ${real}/${chance}`).join(', '));
    expect(
      found.filter(({ isLeak }) => isLeak),
      `Replay: ONFILE_SEED=${seed}`,
    ).toEqual([]);
    // Each went once, under its name, the one of the crash too, and no other call carried any.
    expect([left.carried, left.strays]).toEqual([payments + 1, 0]);
    // It did live: it paid, it failed in every way, it crashed and said so, and left a report and a write-ahead log.
    expect(Object.keys(left.statuses).length).toBeGreaterThanOrEqual(8);
    expect(left.places['stderr']?.toString()).toContain('the process is gone');
    expect(left.places['events.log']?.toString()).toContain('"type":"failed"');
    expect(left.places['payments.sqlite-wal']?.length).toBeGreaterThan(0);
    expect(Object.keys(left.places).filter((name) => name.startsWith('report.'))).toHaveLength(1);
  });

  it.each([
    ['prints what it pays with', 'log', 'stdout'],
    ['remembers what it paid with', 'keep', bareHeap],
    ['remembers what it was sent', 'bodies', 'heap'],
    ['keeps a digest to know a repeat by', 'store', 'payments.sqlite-wal'],
    ['answers with what it could not read', 'answer', 'answers'],
    ['crashes with the payment as the cause', 'crash', 'stderr'],
  ])('negative control: a build that %s is caught', async (_, broken, place) => {
    const left = await live({ payments: 10, codes, broken });
    expect(leaksIn(left, codes, decoys).filter(({ isLeak }) => isLeak)).toContainEqual(
      expect.objectContaining({ name: place }),
    );
  });

  it.each(['"CODE"', 'cvc=CODE&x', "cvc2: 'CODE'", 'code CODE.', 'cvcCODE', '\tCODE\t'])(
    'negative control: a code written as %s is found',
    (text) => {
      for (const code of codes) expect(search('x', Buffer.from(text.replace('CODE', code)))(code)).toBeGreaterThan(0);
    },
  );
});
