// P1-neg: `node p1-neg.ts [NAME…]`. The same chaos on builds that are broken on purpose, each of which it must catch within 1,000
// orders. `ONFILE_SEED` replays a seed.
import { brokenBuilds } from './broken-builds.ts';
import { runChaos } from './chaos.ts';
import { withStore } from './stores.ts';

const seed = Number(process.env['ONFILE_SEED'] ?? 20_261_129);
const names = process.argv.slice(2).length ? process.argv.slice(2) : Object.keys(brokenBuilds);
console.log(`P1-neg: ${names.join(', ')}; seed ${seed}`);

/** First a few orders; then, where that caught nothing, more: a thousand together. */
const tries = [
  { orders: 250, kills: 4, seed },
  { orders: 750, kills: 8, seed: seed + 1 },
];

async function isCaught(broken: string): Promise<boolean> {
  for (const wanted of tries) {
    const { violations, orders } = await withStore('sqlite', (store) =>
      runChaos({ ...wanted, ...store, broken, hasty: true }),
    );
    const kinds = [...new Set(violations.map(({ what }) => what))];
    console.log(
      `${broken}: ${violations.length} violations in ${orders} orders${kinds.length ? ` (${kinds.join(', ')})` : ''}`,
    );
    if (violations.length) return true;
  }
  return false;
}

let caught = 0;
for (const name of names) if (await isCaught(name)) caught++;
console.log(`figure: ${caught} of ${names.length} broken builds caught`);
if (caught < names.length)
  console.log(`Again: ONFILE_SEED=${seed} node --conditions=@onfile/source scripts/proofs/p1-neg.ts`);
process.exit(caught === names.length ? 0 : 1);
