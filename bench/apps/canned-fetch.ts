import { cardList, openedIntent } from './cards.ts';

/** A `fetch` whose answers lie ready as text: what is measured is reading, parsing and drawing, and no network. */
export interface CannedFetch {
  fetch: typeof fetch;
  /** Lays the answer with so many cards ready. */
  prepare: (count: number) => void;
}

/** Makes one. `GET …/cards` and `POST …/intents` are answered; anything else is 204, as after a removal. */
export function createCannedFetch(): CannedFetch {
  const intent = JSON.stringify(openedIntent);
  let list = '';
  return {
    fetch: async (input) => {
      const url = input instanceof Request ? input.url : input.toString();
      if (url.endsWith('/cards')) return new Response(list);
      return url.endsWith('/intents') ? new Response(intent) : new Response(null, { status: 204 });
    },
    prepare: (count) => {
      list = JSON.stringify(cardList(count));
    },
  };
}
