import { createMerchantClient, newCard } from '@onfile/hooks';
import { cards, createChain, savedCard } from '@onfile/testing';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { partList, type parts } from '../docs/contract.ts';
import {
  CardArt,
  CardFace,
  CardTerms,
  ChallengeFrame,
  CvcPrompt,
  en,
  ManageSavedCards,
  OnfileProvider,
  PayButton,
  PaymentResult,
  RecurringTerms,
  RemoveCardDialog,
  SaveCardConsent,
  SavedCardCheckout,
  SavedCardList,
  SavedCardOption,
} from './index.ts';

/** What a shop hands to a component for its element. */
interface Handed {
  ref: (element: Element | null) => void;
  className: string;
  'data-shop': string;
}

const nothing = () => {};
const serverTime = '2026-11-23T12:00:00Z';
const words = await en.manage();

const list = {
  status: 'ready',
  cards: [cards.plain],
  serverTime,
  blocked: {},
  dropped: 0,
  lastCount: 1,
  filtered: 0,
  capabilities: undefined,
  error: null,
  stale: false,
  fetching: false,
  retry: nothing,
} as const;

const removal = { removing: [], errors: {}, leaving: null, hidden: [], removed: null };
const question = { ...removal, request: nothing, confirm: nothing, cancel: nothing, undo: nothing };

const withTerms = savedCard({
  assets: [
    {
      assetType: 'TERMS_AND_CONDITIONS',
      altText: null,
      paymentType: null,
      assetData: [{ url: '/terms.txt', mediaType: 'text/plain', width: null, height: null }],
    },
  ],
});

const series = { minAmount: '1.00', maxAmount: '1.00', periodDays: 30, until: '2027-11-23' };

/** Every component, by the names of the contract: one that is exported and not rendered here does not compile. */
const rendered: Record<keyof typeof parts, (handed: Handed) => ReactNode> = {
  SavedCardCheckout: (handed) => <SavedCardCheckout order="2341" {...handed} />,
  ManageSavedCards: (handed) => <ManageSavedCards mode="manage" words={words} {...handed} />,
  SavedCardList: (handed) => <SavedCardList cards={list} selection={{ value: newCard, select: nothing }} {...handed} />,
  SavedCardOption: (handed) => (
    <SavedCardOption
      card={cards.plain}
      serverTime={serverTime}
      name="card"
      checked={false}
      onSelect={nothing}
      {...handed}
    />
  ),
  CardFace: (handed) => <CardFace card={cards.plain} {...handed} />,
  CardArt: (handed) => <CardArt card={cards.plain} {...handed} />,
  PayButton: (handed) => <PayButton short="Pay" long="Pay 12" {...handed} />,
  PaymentResult: (handed) => <PaymentResult status="paid" {...handed} />,
  RemoveCardDialog: (handed) => <RemoveCardDialog removal={{ ...question, pending: cards.plain }} {...handed} />,
  CvcPrompt: (handed) => <CvcPrompt brand="visa" status="empty" {...handed} />,
  ChallengeFrame: (handed) => <ChallengeFrame name="bank" size="01" status="decoupled" onClose={nothing} {...handed} />,
  SaveCardConsent: (handed) => <SaveCardConsent checked={false} onCheckedChange={nothing} {...handed} />,
  RecurringTerms: (handed) => <RecurringTerms terms={series} currency="RUB" {...handed} />,
  CardTerms: (handed) => <CardTerms card={withTerms} {...handed} />,
};

/** Inside a provider, and what its `ref` was given in the end. */
async function show(part: (handed: Handed) => ReactNode) {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const at: { element: Element | null } = { element: null };
  const ref = (element: Element | null) => void (at.element = element);
  const screen = await render(
    <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
      {part({ ref, className: 'of-the-shop', 'data-shop': 'cards' })}
    </OnfileProvider>,
  );
  return { screen, at };
}

const drawn = [
  ...Object.entries(rendered),
  // The account page, which comes behind a part of its own.
  ['SavedCardCheckout', (handed: Handed) => <SavedCardCheckout mode="manage" {...handed} />] as const,
];

it.each(drawn)(
  '%s gives a shop its element by `ref`, and takes its class and its attributes there',
  async (name, part) => {
    const { screen, at } = await show(part);
    const contract = partList.find(([known]) => known === name)?.[1];
    // Some come with words that are loaded first.
    await expect.poll(() => at.element?.localName).toBe(contract?.element);
    const { element } = at;
    expect(element).toBe(screen.container.querySelector('[data-shop=cards]'));
    expect([...(element?.classList ?? [])]).toEqual(expect.arrayContaining([contract?.className, 'of-the-shop']));
    expect(element).toBeVisible();
    expect(screen.container.querySelectorAll('[data-shop], .of-the-shop')).toHaveLength(1);
    await screen.unmount();
    expect(at.element).toBeNull();
  },
);
