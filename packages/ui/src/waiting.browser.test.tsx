import { createMerchantClient } from '@onfile/hooks';
import { type ChainOptions, createChain, createClock } from '@onfile/testing';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { en, OnfileProvider, SavedCardCheckout } from './index.ts';

beforeEach(() => sessionStorage.clear());

const languages = { en };

/** Orders of these tests' own, one each: what is locked for one is locked for every page that is open in this browser. */
let number = 7340;

function createShop(options: ChainOptions = {}) {
  const order = String(++number);
  const chain = createChain({ ...options, orders: [{ number: order, amount: '1250.00', currency: 'RUB' }] });
  return Object.assign(chain, { order });
}

type Shop = ReturnType<typeof createShop>;

/** One tab's checkout: a client, and a cache, of its own. */
async function tab(chain: Shop, slowly: (url: string) => Promise<void> = async () => {}) {
  const sent: string[] = [];
  const client = createMerchantClient({
    baseUrl: chain.baseUrl,
    fetch: async (input, init) => {
      const { url } = new Request(input);
      sent.push(url.slice(chain.baseUrl.length).replace(/^\/intents\/.+\//, '/intents/…/'));
      await slowly(url);
      return chain.fetch(input, init);
    },
  });
  // Only what stands in its own place: two tabs say the same words.
  const { locator: screen } = await render(
    <OnfileProvider client={client} subject="anna" languages={languages}>
      <SavedCardCheckout order={chain.order} />
    </OnfileProvider>,
  );
  const pay = screen.getByRole('button', { name: /^Pay/ });
  await expect.element(screen.getByRole('radio', { name: /0 0 2 8/ })).toBeChecked();
  await expect.element(pay).not.toHaveAttribute('aria-disabled');
  const says = (text: string) => expect.element(screen.getByRole('status').filter({ hasText: text })).toBeVisible();
  return { screen, pay, says, confirms: () => sent.filter((path) => path === '/intents/…/confirm').length };
}

/** Says that the connection is gone, or back, as the browser does. */
const connection = (name: 'offline' | 'online') => window.dispatchEvent(new Event(name));

describe('while a payment is on its way', () => {
  it('says so, after eight seconds that it takes long and is not to be made twice, and then what became of it', async () => {
    const clock = createClock();
    const chain = createShop({ now: clock.now, wait: clock.wait, slowMs: 30_000 });
    const { pay, says, screen, confirms } = await tab(chain);
    chain.play('slow');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    (pay.element() as HTMLButtonElement).click();
    await says(en.waiting.card);
    await vi.advanceTimersByTimeAsync(7999);
    await says(en.waiting.card);
    await vi.advanceTimersByTimeAsync(1);
    await says(en.waiting.slow);
    await expect.element(screen.getByRole('button', { name: 'Paying…' })).toHaveAttribute('aria-disabled', 'true');
    vi.useRealTimers();
    await expect.poll(confirms).toBe(1);
    clock.advance(30_000);
    await expect.element(screen.getByRole('heading', { name: 'Paid' })).toBeVisible();
    expect(chain.ledger).toHaveLength(1);
  });

  it('says that the connection is gone, and not to pay again, and what it said before when it is back', async () => {
    const clock = createClock();
    const chain = createShop({ now: clock.now, wait: clock.wait });
    const { pay, says, screen, confirms } = await tab(chain);
    chain.play('slow');
    onTestFinished(() => void connection('online'));
    await pay.click();
    await says(en.waiting.card);
    connection('offline');
    await says(en.waiting.offline);
    connection('online');
    await says(en.waiting.card);
    await expect.poll(confirms).toBe(1);
    clock.advance(2000);
    await expect.element(screen.getByRole('heading', { name: 'Paid' })).toBeVisible();
    expect(chain.ledger).toHaveLength(1);
  });
});

it('while choosing, a connection that is gone is said, and the choice is kept', async () => {
  const chain = createShop();
  const { pay, screen } = await tab(chain);
  onTestFinished(() => void connection('online'));
  await screen.getByRole('radio', { name: /1 0 3 0/ }).click();
  await expect.element(screen.getByText(en.lock)).toBeVisible();
  connection('offline');
  await expect.element(screen.getByText(en.offline)).toBeVisible();
  await expect.element(screen.getByText(en.lock)).not.toBeInTheDocument();
  await expect.element(screen.getByRole('radio', { name: /1 0 3 0/ })).toBeChecked();
  connection('online');
  await expect.element(screen.getByText(en.lock)).toBeVisible();
  await pay.click();
  await expect.element(screen.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(chain.ledger).toMatchObject([{ last4: '1030' }]);
});

describe('where another tab is paying the same order', () => {
  /** Two tabs; the first has pressed Pay and is waiting for its answer, which comes when it is let through. */
  async function two() {
    const chain = createShop();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = await tab(chain, (url) => (url.endsWith('/confirm') ? held : Promise.resolve()));
    const other = await tab(chain);
    return { chain, first, other, release: () => release() };
  }

  it('the second says so and has no Pay button, and then says what became of it', async () => {
    const { chain, first, other, release } = await two();
    await first.pay.click();
    await first.says(en.waiting.card);
    await expect.poll(first.confirms).toBe(1);
    await other.pay.click();
    await expect.element(other.screen.getByRole('heading', { name: 'Payment in another tab' })).toBeVisible();
    await expect.element(other.screen.getByText(/^This order is being paid in another tab\./)).toBeVisible();
    await expect.element(other.screen.getByRole('button', { name: /^Pay/ })).not.toBeInTheDocument();
    expect([first.confirms(), other.confirms()]).toEqual([1, 0]);
    expect(chain.ledger).toEqual([]);
    release();
    await expect.element(first.screen.getByRole('heading', { name: 'Paid' })).toBeVisible();
    await expect.element(other.screen.getByRole('heading', { name: 'Paid' }), { timeout: 5000 }).toBeVisible();
    expect(chain.ledger).toHaveLength(1);
    expect(other.confirms()).toBe(0);
  });
});
