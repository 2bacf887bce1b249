// The floor: what a good hand writes for one shop on the libraries that the kit stands on.
import { Capabilities, OpenedIntent, SavedCard } from '@onfile/contract';
import { QueryClient, QueryClientProvider, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { createRoot } from 'react-dom/client';
import * as v from 'valibot';
import { offer } from '../lib/offer.ts';
import { createCannedFetch } from './canned-fetch.ts';
import { styledDress } from './dress-styled.ts';
import { createScreen } from './screen.tsx';

const canned = createCannedFetch();
const base = 'https://shop.test/onfile/v1';
const { Screen } = createScreen(styledDress);
const queryClient = new QueryClient();

const CardList = v.object({
  cards: v.array(SavedCard),
  serverTime: v.string(),
  capabilities: Capabilities,
  dropped: v.number(),
});

async function read<TSchema extends v.GenericSchema>(schema: TSchema, path: string, init: RequestInit) {
  const response = await canned.fetch(base + path, init);
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return v.parse(schema, await response.json());
}

const listOptions = {
  queryKey: ['cards'],
  queryFn: ({ signal }: { signal: AbortSignal }) => read(CardList, '/cards', { signal }),
  staleTime: 30_000,
};
const intentOptions = {
  queryKey: ['intent', '2341'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    read(OpenedIntent, '/intents', { method: 'POST', body: JSON.stringify({ order: '2341' }), signal }),
};

function Floor() {
  const { data: list } = useQuery(listOptions);
  const { data: intent } = useQuery(intentOptions);
  const queries = useQueryClient();
  const { mutate: remove } = useMutation({
    mutationFn: ({ id }: SavedCard) => canned.fetch(`${base}/cards/${id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: listOptions.queryKey }),
  });
  const { mutate: pay } = useMutation({
    mutationFn: (card: string) =>
      canned.fetch(`${base}/intents/${intent?.id}/confirm`, { method: 'POST', body: JSON.stringify({ card }) }),
  });
  const onRemoved = useCallback((card: SavedCard) => remove(card), [remove]);
  return <Screen list={list} intent={intent} onRemoved={onRemoved} onPay={pay} />;
}

offer({
  prepare: (count) => {
    queryClient.clear();
    canned.prepare(count);
  },
  mount: (place) => {
    const root = createRoot(place);
    root.render(
      <QueryClientProvider client={queryClient}>
        <Floor />
      </QueryClientProvider>,
    );
    return () => root.unmount();
  },
});
