import { firstSeed, play, scriptOf, shown } from './gesture-script.ts';
import { test } from './gesture-test.ts';
import { expect } from './shop.ts';

const count = Number(process.env['ONFILE_SCRIPTS'] ?? (process.env['ONFILE_PROVE'] ? 500 : 8));

// Patient: a busy machine is no finding.
test.describe.configure({ mode: 'parallel', timeout: 90_000 });

for (let seed = firstSeed; seed < firstSeed + count; seed++) {
  const script = scriptOf(seed);
  test(script.title, async ({ page, gateway, shop }) => {
    const replay = `To replay: ONFILE_SEED=${seed} ONFILE_SCRIPTS=1 pnpm prove gestures-1`;
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(String(error.stack)));
    const charges = await play(script, { page, gateway, shop });
    expect(charges, `charged more than once. ${replay}`).toBeLessThanOrEqual(1);
    // What was charged is shown as paid, and nothing else is; what is not known stays in doubt.
    const truth = charges ? /^paid$/ : /^(open|in doubt)$/;
    await expect
      .poll(() => shown(page), { message: `not what the ledger says. ${replay}`, timeout: 25_000 })
      .toMatch(truth);
    expect(broken, `the page broke. ${replay}`).toEqual([]);
  });
}
