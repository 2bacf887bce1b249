// The screen on a server, as the kit and as bare styled-components. The list is in the cache, as after a prefetch.
import { createMerchantClient, newCard, savedCardsOptions, useCardSelection, useSavedCards } from '@onfile/hooks';
import { en, OnfileProvider, SavedCardCheckout, SavedCardOption } from '@onfile/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { ServerStyleSheet } from 'styled-components';
import { cardList } from './cards.ts';
import { styledDress } from './dress-styled.ts';
import { createScreen } from './screen.tsx';

const { Screen, CardRow } = createScreen(styledDress);
const client = createMerchantClient({ baseUrl: 'https://shop.test/onfile/v1' });
const languages = { en };

function html(app: ReactElement): string {
  const sheet = new ServerStyleSheet();
  try {
    const body = renderToString(sheet.collectStyles(app));
    return sheet.getStyleTags() + body;
  } finally {
    sheet.seal();
  }
}

function prefetched(count: number): QueryClient {
  const queryClient = new QueryClient();
  queryClient.setQueryData(savedCardsOptions({ client, subject: 'anna' }).queryKey, cardList(count));
  return queryClient;
}

/** All rows of the list, through the kit's own parts: `SavedCardList` shows a long list in two steps. */
function KitRows() {
  const cards = useSavedCards();
  const { value, select } = useCardSelection({ ...cards, ready: cards.status === 'ready' });
  return (
    <fieldset>
      {cards.cards.map((card) => (
        <SavedCardOption
          key={card.id}
          card={card}
          serverTime={cards.serverTime}
          name="card"
          checked={card.id === value}
          onSelect={select}
          onRemove={ignore}
          onReplace={() => select(newCard)}
        />
      ))}
    </fieldset>
  );
}

const ignore = () => {};

function kit(count: number, inside: ReactElement) {
  const queryClient = prefetched(count);
  return () =>
    html(
      <QueryClientProvider client={queryClient}>
        <OnfileProvider client={client} subject="anna" languages={languages} theme="light">
          {inside}
        </OnfileProvider>
      </QueryClientProvider>,
    );
}

function bareRows(count: number) {
  const list = cardList(count);
  const now = new Date(list.serverTime);
  return () =>
    html(
      <fieldset>
        {list.cards.map((card, index) => (
          <CardRow
            key={card.id}
            card={card}
            now={now}
            name="card"
            checked={index === 0}
            onChoose={ignore}
            onRemove={ignore}
          />
        ))}
      </fieldset>,
    );
}

function bareScreen(count: number) {
  const list = cardList(count);
  return () => html(<Screen list={list} intent={undefined} />);
}

/** What a server sends: all rows, and the whole screen, which shows six of them and a button. Each call renders once. */
export const rendered = {
  rows: { ours: (count: number) => kit(count, <KitRows />), bare: bareRows },
  screen: { ours: (count: number) => kit(count, <SavedCardCheckout order="2341" />), bare: bareScreen },
};
