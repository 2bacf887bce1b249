import type { Page } from '@playwright/test';
import type { GestureShop } from './gesture-test.ts';
import { expect, type Gateway, openCheckout } from './shop.ts';

/** The seed of the first script: `ONFILE_SEED`, or always the same. */
export const firstSeed = Number(process.env['ONFILE_SEED'] ?? 20_261_124);

/** Numbers that look random and are the same for a seed (mulberry32: neighbouring seeds have nothing in common). */
function dice(seed: number) {
  let state = seed >>> 0;
  return (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** What the gateway may do to the first payment. The shop waits 800 ms for its answer. */
const faults = [
  undefined,
  undefined,
  { kind: 'decline', code: 'AS100' },
  { kind: 'truncated-charged' },
  { kind: 'server-error' },
  { kind: 'truncated' },
  { kind: 'refuse' },
  { kind: 'late-charged', afterMs: 300 },
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
    await page.getByRole('link', { name: 'Basket' }).click();
    await page.goBack();
  },
  'out and back': async (page, { sandbox }) => {
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
    // There may be nothing to press any more: it is paid, or in doubt.
    await payButton(other)
      .or(other.getByRole('heading', { name: /^(Paid|We are checking)/ }))
      .first()
      .waitFor();
    await Promise.all([press(page, 2), press(other, 2)]);
    await other.close({ runBeforeUnload: false });
  },
} satisfies Record<string, (page: Page, shop: GestureShop) => Promise<void>>;
const names = Object.keys(gestures).filter((name): name is keyof typeof gestures => name in gestures);

/** What a seed comes to. */
export function scriptOf(seed: number) {
  const roll = dice(seed);
  const fault = faults[roll(faults.length)];
  const steps = Array.from({ length: 3 + roll(4) }, () => names[roll(names.length)] ?? 'pay');
  // Every fifth runs on a client that has lost its own guard: the proxy alone has to hold.
  const sentTwice = roll(5) === 0;
  const title = `${seed}: ${fault?.kind ?? 'no fault'}${sentTwice ? ', sent twice' : ''}; ${steps.join(', ')}`;
  return { seed, fault, steps, sentTwice, title };
}

/** A client without single flight: each payment goes out a second time, under a key of its own. */
const sendTwice = () => {
  const send = window.fetch;
  window.fetch = (input, init = {}) => {
    if (typeof input === 'string' && input.endsWith('/confirm')) {
      const headers = new Headers(init.headers);
      headers.set('idempotency-key', crypto.randomUUID());
      send(input, { ...init, headers }).catch(() => {});
    }
    return send(input, init);
  };
};

interface Stage {
  page: Page;
  gateway: Gateway;
  shop: GestureShop;
}

/** Plays a script to its end, until nothing is under way any more. @returns how often the order was charged */
export async function play({ fault, steps, sentTwice }: ReturnType<typeof scriptOf>, { page, gateway, shop }: Stage) {
  if (sentTwice) await page.addInitScript(sendTwice);
  if (fault) await gateway.fault({ service: 'tokenpay', ...fault, times: 1 });
  await openCheckout(page, 'anna');
  await expect(payButton(page)).toBeVisible();
  const order = new URL(page.url()).searchParams.get('order');
  for (const step of steps) await gestures[step](page, shop);
  // Once at once, whatever is on its way; and once when nothing is, which must tell the truth.
  const checkout = `/checkout?order=${order}&lang=en&theme=light`;
  await page.goto(checkout);
  await shop.quiet(page.request);
  await page.goto(checkout);
  return (await gateway.ledger()).filter((entry) => entry.order === order).length;
}

/** What the screen says about the payment. */
export async function shown(page: Page) {
  if (await page.getByText(/^Paid/).first().isVisible()) return 'paid';
  if (await page.getByText('Please do not pay again.').isVisible()) return 'in doubt';
  return (await payButton(page).isVisible()) ? 'open' : 'nothing yet';
}
