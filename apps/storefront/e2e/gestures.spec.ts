import type { Page } from '@playwright/test';
import { expect, openCheckout, sandbox, test } from './shop.ts';

const count = Number(process.env['ONFILE_SCRIPTS'] ?? (process.env['ONFILE_PROVE'] ? 500 : 8));
const firstSeed = Number(process.env['ONFILE_SEED'] ?? 20_261_124);

/** Numbers that look random and are the same for a seed. */
function dice(seed: number) {
  let state = seed >>> 0;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What the gateway may do to the first payment. */
const faults = [
  undefined,
  undefined,
  { kind: 'decline', code: 'AS100' },
  { kind: 'truncated-charged' },
  { kind: 'server-error' },
  { kind: 'truncated' },
  { kind: 'late-charged', afterMs: 1500 },
  { kind: 'never-answer-charged' },
] as const;

const payButton = (page: Page) => page.getByRole('button', { name: /^Pay .* with / });

/** Presses where there is something to press, and does not wait for what comes of it. */
async function press(page: Page, times: 1 | 2): Promise<void> {
  const button = payButton(page);
  if (await button.isVisible()) await button.click({ clickCount: times, timeout: 1000 }).catch(() => {});
}

const gestures = {
  pay: (page) => press(page, 1),
  'double click': (page) => press(page, 2),
  'another card': async (page) => {
    const cards = page.getByRole('radio', { name: /ending in/, disabled: false });
    const last = cards.nth((await cards.count()) - 1);
    if (await last.isVisible()) await last.check({ timeout: 1000 }).catch(() => {});
  },
  reload: async (page) => void (await page.reload({ waitUntil: 'domcontentloaded' })),
  'away and back': async (page) => {
    await page.getByRole('link', { name: 'Basket' }).click({ timeout: 5000 });
    await page.goBack();
  },
  'out and back': async (page) => {
    await page.goto(`${sandbox}/__sandbox/ledger`);
    await page.goBack();
  },
  'without network': async (page) => {
    await page.context().setOffline(true);
    await press(page, 1);
    await page.context().setOffline(false);
  },
  'two tabs': async (page) => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await payButton(other)
      .waitFor({ timeout: 2000 })
      .catch(() => {});
    await Promise.all([press(page, 2), press(other, 2)]);
    await other.close({ runBeforeUnload: false });
  },
} satisfies Record<string, (page: Page) => Promise<void>>;
const names = Object.keys(gestures).filter((name): name is keyof typeof gestures => name in gestures);

test.describe('gestures', () => {
  for (let script = 0; script < count; script++) {
    const seed = firstSeed + script;
    const roll = dice(seed);
    roll(2);
    const fault = faults[roll(faults.length)];
    const steps = Array.from({ length: 3 + roll(4) }, () => names[roll(names.length)] ?? 'pay');
    test(`${seed}: ${fault?.kind ?? 'no fault'}; ${steps.join(', ')}`, async ({ page, gateway }) => {
      if (fault) await gateway.fault({ service: 'tokenpay', ...fault, times: 1 });
      await openCheckout(page, 'anna');
      await expect(payButton(page)).toBeVisible();
      const order = new URL(page.url()).searchParams.get('order');
      for (const step of steps) await gestures[step](page);

      const charged = async () => (await gateway.ledger()).filter((entry) => entry.order === order).length;
      const shown = async () => {
        if (await page.getByText(/^Paid/).first().isVisible()) return 'paid';
        if (await page.getByText('Please do not pay again.').isVisible()) return 'checking';
        return (await payButton(page).isVisible()) ? 'open' : 'nothing yet';
      };
      await page.goto(`/checkout?order=${order}&lang=en&theme=light`);
      await expect(async () => {
        const [money, screen] = [await charged(), await shown()];
        expect(money).toBeLessThanOrEqual(1);
        // What was charged is shown as paid, and nothing else is; what is not known stays "checking".
        expect(money === 1 ? ['paid'] : ['open', 'checking']).toContain(screen);
      }).toPass({ timeout: 25_000 });
    });
  }
});
