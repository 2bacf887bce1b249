import { createMerchantClient, prefetchSavedCards } from '@onfile/hooks';
import type { IncomingMessage } from 'node:http';
import type { MerchantProxy } from '@onfile/proxy';
import type { Sessions } from './session.ts';

/** What goes into a page, beside the page itself: markup that stands before `</body>`. */
export type PageState = (incoming: IncomingMessage) => Promise<string>;

/** Pages that show the cards at once. */
const withCards = ['/checkout', '/account', '/headless'];

/** How long the page waits for the list, in milliseconds. What is late is asked for by the browser. */
const patience = 1500;

/** JSON that cannot end the element that it stands in. */
const safeJson = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

/**
 * The shopper's cards inside the page that shows them: a block of data, which no policy has to allow because nothing runs it. The list is
 * asked of the shop's own proxy, in process, as the shopper who asks for the page.
 */
export function prefetchedCards(origin: string, proxy: MerchantProxy, sessions: Sessions): PageState {
  return async ({ url = '/', headers: { cookie = '' } }) => {
    const subject = sessions.customer(cookie);
    if (!subject || !withCards.includes(new URL(url, origin).pathname)) return '';
    const client = createMerchantClient({
      baseUrl: `${origin}/onfile/v1`,
      timeoutMs: patience,
      fetch: (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('cookie', cookie);
        return proxy(new Request(input, { ...init, headers }));
      },
    });
    const state = await prefetchSavedCards({ client, subject });
    return `<script type="application/json" id="onfile-state">${safeJson(state)}</script>`;
  };
}
