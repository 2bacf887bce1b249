// B3 in the browser: a code is typed and sent, and no place of the page holds it. The proxy's half is `pnpm prove B3-1`.
import { env } from 'node:process';
import { browserLaunch } from '../../../scripts/browser.mjs';
import { dice, drawLongCode } from './secrecy-codes.ts';
import { wholeStrings } from './secrecy-heap.ts';
import {
  cards,
  Comparison,
  decoyCount,
  drawSitting,
  findLong,
  loudDigits,
  openWatched,
  sit,
  takeLongCodes,
} from './secrecy-play.ts';
import { expect, test } from './shop.ts';

const isWhole = env['ONFILE_PROVE'] === '1';
const seed = Number(env['ONFILE_SEED'] ?? 20_261_128);
/** Page loads, and codes in each: the bank says no to all but the last. */
const short = isWhole ? { loads: 50, codes: 4 } : { loads: 2, codes: 2 };
const long = isWhole ? { loads: 10, codes: 4 } : { loads: 1, codes: 2 };

const launch = browserLaunch();
test.use({
  launchOptions: { ...launch, args: [...launch.args, wholeStrings] },
  contextOptions: { reducedMotion: 'reduce' },
});

test(`${short.loads * short.codes} payments: the page holds no code more often than numbers that nobody typed`, async ({
  page,
  gateway,
}) => {
  test.setTimeout(590_000);
  const roll = dice(seed);
  const watch = await openWatched(page);
  // Both: the shop's first list names no PDF yet.
  const loud = new Set([
    ...(await loudDigits(watch, gateway, cards.visa)),
    ...(await loudDigits(watch, gateway, cards.amex)),
  ]);
  await gateway.reset();
  const comparison = new Comparison();
  let amex = 0;
  /* oxlint-disable no-await-in-loop -- one after another: each load has its own codes */
  for (let load = 0; load < short.loads; load++) {
    const brand = load % 4 === 1 ? 'amex' : 'visa';
    const { codes, decoysOf } = drawSitting(roll, cards[brand], short.codes, loud);
    if (brand === 'amex') amex += codes.length;
    watch.forget();
    comparison.add(await sit(watch, gateway, { card: cards[brand], codes, lookAt: load % short.codes }), decoysOf);
  }
  /* oxlint-enable no-await-in-loop */
  const { payments, decoys, decoysFound, found, told, figures } = comparison;
  console.log(
    `figure: ${payments} payments (${amex} Amex; ${short.loads} paid, the others declined), seed ${seed}: outside of the heap ${found.length} appearances (of ${decoys} decoys ${decoysFound.length}); heap, ${2 * short.loads} snapshots: ${figures}; one body each`,
  );
  if (decoysFound.length) console.log(`decoys that the page holds by chance: ${decoysFound.join(', ')}`);
  expect(found).toEqual([]);
  expect(told, figures).toEqual([]);
  expect(payments).toBe(short.loads * short.codes);
  expect(decoys).toBe(payments * decoyCount);
  // Each load is paid once: the codes went where they were to go.
  expect(await gateway.ledger()).toHaveLength(short.loads);
});

test(`${long.loads * long.codes} payments with codes that nothing holds by chance: the page holds none, in no form`, async ({
  page,
  gateway,
}) => {
  test.setTimeout(300_000);
  const roll = dice(seed + 1);
  const watch = await openWatched(page, takeLongCodes);
  const found: string[] = [];
  /* oxlint-disable no-await-in-loop -- as above */
  for (let load = 0; load < long.loads; load++) {
    const codes = Array.from({ length: long.codes }, () => drawLongCode(roll));
    watch.forget();
    const card = load % 4 === 1 ? cards.amex : cards.visa;
    found.push(...findLong(await sit(watch, gateway, { card, codes, lookAt: load % long.codes })));
  }
  /* oxlint-enable no-await-in-loop */
  console.log(
    `figure: ${long.loads * long.codes} payments with codes of 15 digits: ${found.length} appearances anywhere, in any form`,
  );
  expect(found).toEqual([]);
  expect(await gateway.ledger()).toHaveLength(long.loads);
});
