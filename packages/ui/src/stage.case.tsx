import { createMerchantClient, type RemoveCardOptions } from '@onfile/hooks';
import { type Chain, type ChainOptions, createChain } from '@onfile/testing';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from 'vitest-browser-react';
import { type Messages, OnfileProvider, type OnfileProviderProps, SavedCardCheckout } from './index.ts';
import { en } from './messages/en.ts';
import { ru } from './messages/ru.ts';

/** The two languages that the proofs of what is heard are made in. */
export const spoken = { en, ru } satisfies Record<string, Messages>;
/** One of them. */
export type Spoken = keyof typeof spoken;

/** What is put on the stage. */
export interface StageOptions extends ChainOptions, Pick<RemoveCardOptions, 'undo'> {
  language?: Spoken;
  /** Default `ltr`. */
  dir?: 'ltr' | 'rtl';
  mode?: 'pay' | 'manage';
  theme?: OnfileProviderProps['theme'];
}

/** A checkout or an account page on the chain in memory. */
export interface Stage {
  chain: Chain;
  screen: RenderResult;
  words: Messages;
  queryClient: QueryClient;
  /** Renders it again with what is given, and all else as it was. */
  again: (change?: StageOptions) => Promise<void>;
}

/** Puts a checkout (or an account page) on the page, alone. */
export async function stage(options: StageOptions = {}): Promise<Stage> {
  sessionStorage.clear();
  const chain = createChain(options);
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const queryClient = new QueryClient();
  const scene = (given: StageOptions) => {
    const { language = 'en', dir = 'ltr', mode = 'pay', theme = 'light', undo = false, customer = 'anna' } = given;
    return (
      <main dir={dir} style={{ font: '16px sans-serif' }}>
        <QueryClientProvider client={queryClient}>
          <OnfileProvider client={client} subject={customer} languages={spoken} locale={language} theme={theme}>
            {mode === 'pay' ? (
              <SavedCardCheckout order="2341" undo={undo} resultAction={() => <a href="#order">2341</a>} />
            ) : (
              <SavedCardCheckout mode="manage" undo={undo} />
            )}
          </OnfileProvider>
        </QueryClientProvider>
      </main>
    );
  };
  const screen = await render(scene(options));
  return {
    chain,
    screen,
    queryClient,
    words: spoken[options.language ?? 'en'],
    again: (change = {}) => screen.rerender(scene({ ...options, ...change })),
  };
}
