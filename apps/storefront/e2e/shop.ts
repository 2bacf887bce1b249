import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { test as base } from './policy-watch.ts';
import { codeFrame, sandbox, shop } from './ports.ts';

interface LedgerEntry {
  type: string;
  order: string;
  amount: string;
  last4: string;
  customer?: string;
  initiator?: string;
}

/** A connection that the server has just closed for idleness is opened again. */
const maxRetries = 2;

/** What the tests see of the gateway, apart from the shop: the independent witness. */
export class Gateway {
  readonly #request: APIRequestContext;
  readonly #url: string;

  constructor(request: APIRequestContext, url = sandbox) {
    this.#request = request;
    this.#url = url;
  }

  async reset(): Promise<void> {
    await this.#request.post(`${this.#url}/__sandbox/reset`, { maxRetries });
  }

  async fault(rule: object): Promise<void> {
    const answer = await this.#request.post(`${this.#url}/__sandbox/faults`, { data: rule, maxRetries });
    expect(answer.ok()).toBe(true);
  }

  async ledger(): Promise<LedgerEntry[]> {
    const answer = await this.#request.get(`${this.#url}/__sandbox/ledger`, { maxRetries });
    return (await answer.json()).entries;
  }
}

/** A test with a gateway that starts afresh, under our policy. */
export const test = base.extend<{ gateway: Gateway }>({
  gateway: async ({ request }, run) => {
    const gateway = new Gateway(request);
    await gateway.reset();
    await run(gateway);
  },
});

/** Opens checkout with a new order and waits for the cards. */
export async function openCheckout(page: Page, customer: string, more = ''): Promise<void> {
  await page.goto(`/checkout?customer=${customer}&lang=en&theme=light${more}`);
  await expect(page.getByRole('radio', { name: 'Another card' })).toBeVisible();
}

/** What the shop keeps of anna's cards outlives a test: no names, and the Visa is the default. */
export async function asAtFirst(page: Page): Promise<void> {
  const cards = `${shop}/onfile/v1/cards`;
  const headers = { origin: shop };
  const list: { cards: { id: string; last4: string }[] } = await (await page.request.get(cards)).json();
  for (const { id, last4 } of list.cards) {
    const data = { nickname: '', ...(last4 === '0028' && { isDefault: true }) };
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await page.request.patch(`${cards}/${id}`, { headers, data })).ok()).toBe(true);
  }
}

export { codeFrame, expect, sandbox, shop };
