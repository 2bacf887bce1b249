import type { CardList, SavedCard } from '@onfile/contract';
import type { Page } from '@playwright/test';

/** Signs in and opens an order, without a page. @returns the address of its checkout */
export async function openOrder(page: Page, customer: string, more = ''): Promise<string> {
  const answer = await page.request.get(`/checkout?customer=${customer}&lang=en&theme=light${more}`);
  return answer.url();
}

/** The cards of the shopper who is signed in, as the browser is told of them. */
export async function listCards(page: Page): Promise<SavedCard[]> {
  const list: CardList = await (await page.request.get('/onfile/v1/cards')).json();
  return list.cards;
}

/**
 * Gives the page these cards instead: in its own data, and where the browser reads them again. The page itself is not answered for: Chromium
 * would take it for one from far away, and let it ask no other port of this machine.
 */
export async function giveCards(page: Page, cards: SavedCard[]): Promise<void> {
  await page.route('**/onfile/v1/cards', async (route) => {
    const response = await route.fetch();
    const list: CardList = await response.json();
    await route.fulfill({ response, json: { ...list, cards } });
  });
  await page.addInitScript((given) => {
    // The page is read and none of its modules has run.
    document.addEventListener(
      'readystatechange',
      () => {
        const inside = document.getElementById('onfile-state');
        if (!inside) return;
        const state: { queries: { state: { data: { cards: unknown } } }[] } = JSON.parse(inside.textContent ?? '');
        for (const { state: query } of state.queries) query.data.cards = given;
        // The shop's policy lets no script write into a script, even into one that holds data only.
        const instead = Object.assign(document.createElement('data'), { id: inside.id, hidden: true });
        instead.textContent = JSON.stringify(state);
        inside.replaceWith(instead);
      },
      { once: true },
    );
  }, cards);
}
