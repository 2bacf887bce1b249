import { firstSeed, play, scriptOf } from './gesture-script.ts';
import { test } from './gesture-test.ts';
import { expect } from './shop.ts';

test.use({ guard: 'off' });

test('negative control: a proxy that forgets its attempts is caught charging twice', async ({
  browser,
  gateway,
  shop,
}) => {
  // Up to sixty scripts, one after another, on a machine that plays five others meanwhile: which of them notices is a matter of moments.
  test.setTimeout(480_000);
  let caught = '';
  for (let seed = firstSeed; !caught && seed < firstSeed + 60; seed++) {
    const script = scriptOf(seed);
    await gateway.reset();
    const context = await browser.newContext({ baseURL: shop.origin });
    const page = await context.newPage();
    if ((await play(script, { page, gateway, shop })) > 1) caught = script.title;
    await context.close();
  }
  expect(caught, 'none of sixty scripts noticed').not.toBe('');
  console.log(`negative control: caught by ${caught}`);
});
