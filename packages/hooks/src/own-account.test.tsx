import { type Chain, type ChainOptions, createChain } from '@onfile/testing';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, StrictMode } from 'react';
import { describe, expect, it } from 'vitest';
import {
  createMerchantClient,
  type OnfileEvent,
  OnfileProvider,
  removeButtonProps,
  useChangeCard,
  useRemoveCard,
  useSavedCards,
} from './index.ts';
import { createCalls } from './calls.case.ts';

// Each hook by itself, in markup of the shop's own: no checkout, and nothing of the kit's components.

function shop(options: ChainOptions = {}) {
  const chain = createChain({ origin: 'https://shop.test', ...options });
  const removals = createCalls('DELETE');
  const changes = createCalls('PATCH');
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: changes.watch(removals.watch(chain.fetch)) });
  const events: OnfileEvent[] = [];
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <OnfileProvider client={client} subject="anna" onEvent={(event) => void events.push(event)}>
        {children}
      </OnfileProvider>
    </StrictMode>
  );
  return { chain, removals, changes, wrapper, events };
}

/** The cards as the proxy lists them now. */
const listed = async (chain: Chain): Promise<{ last4: string; nickname?: string; isDefault?: boolean }[]> =>
  (await (await chain.fetch(`${chain.baseUrl}/cards`)).json()).cards;

const row = (digits: string) => screen.findByRole('listitem', { name: digits });

/** Rows that stay where they are until the gateway has answered. */
function OwnRemovals() {
  const { cards } = useSavedCards();
  const removal = useRemoveCard({ undo: false });
  return (
    <>
      <ul>
        {cards.map((card) => {
          const isBusy = removal.removing.some(({ id }) => id === card.id);
          const error = removal.errors[card.id];
          return (
            <li key={card.id} aria-label={card.last4} aria-busy={isBusy}>
              <button {...removeButtonProps(removal, card)}>Remove</button>
              {error && <p role="alert">{error.code}</p>}
            </li>
          );
        })}
      </ul>
      {removal.pending && (
        <p>
          Remove {removal.pending.last4}?<button onClick={removal.confirm}>Yes</button>
          <button onClick={removal.cancel}>No</button>
        </p>
      )}
      <p role="status">{removal.removed && `${removal.removed.last4} is removed`}</p>
    </>
  );
}

describe('useRemoveCard alone', () => {
  async function begin(options: ChainOptions = {}) {
    const tools = shop(options);
    render(<OwnRemovals />, { wrapper: tools.wrapper });
    const remove = within(await row('1030')).getByRole('button', { name: 'Remove' });
    await userEvent.click(remove);
    return { ...tools, remove };
  }

  it('has the row busy while its removal is on its way; whoever presses again sends nothing', async () => {
    const { remove, removals, chain } = await begin();
    const release = removals.hold();
    await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
    expect(await row('1030')).toHaveAttribute('aria-busy', 'true');
    expect(await row('0028')).toHaveAttribute('aria-busy', 'false');
    expect(remove).toHaveAttribute('aria-disabled', 'true');
    expect(remove).toHaveAttribute('aria-busy', 'true');
    await userEvent.dblClick(remove);
    await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
    expect(removals.sent).toHaveLength(1);
    release();
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1030 is removed'));
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Yes' })).not.toBeInTheDocument();
    expect(removals.sent).toHaveLength(1);
    expect(await listed(chain)).toMatchObject([{ last4: '0028' }]);
  });

  it('says by the row what failed, lets it be tried again, and then it is gone', async () => {
    const { removals, chain } = await begin({ scenario: 'remove-fails' });
    await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
    const card = await row('1030');
    await waitFor(() => expect(within(card).getByRole('alert')).toHaveTextContent('unavailable'));
    expect(card).toHaveAttribute('aria-busy', 'false');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    chain.play(undefined);
    await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1030 is removed'));
    expect(removals.sent).toHaveLength(2);
  });

  it('sends nothing where the shopper thinks better of it', async () => {
    const { removals, chain } = await begin();
    await userEvent.click(screen.getByRole('button', { name: 'No' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    await chain.idle();
    expect(removals.sent).toEqual([]);
  });
});

function OwnNames() {
  const { cards } = useSavedCards();
  const { change, busy, changed, error } = useChangeCard();
  return (
    <>
      <ul>
        {cards.map((card) => (
          <li key={card.id} aria-label={card.last4} aria-busy={busy?.id === card.id}>
            {card.nickname ?? 'no name'} {card.isDefault && '(the default)'}
            <button onClick={() => change(card, { nickname: 'Travel' })}>Name</button>
            <button onClick={() => change(card, { nickname: '4111 1111 1111 1111' })}>Name by number</button>
            <button onClick={() => change(card, { isDefault: true })}>Make default</button>
          </li>
        ))}
      </ul>
      {error && <p role="alert">{error.code}</p>}
      <p role="status">{changed && `${changed.last4} is kept`}</p>
    </>
  );
}

describe('useChangeCard alone', () => {
  async function begin(options: ChainOptions = {}) {
    const tools = shop(options);
    render(<OwnNames />, { wrapper: tools.wrapper });
    await row('1030');
    const press = async (digits: string, name: string) =>
      userEvent.click(within(await row(digits)).getByRole('button', { name }));
    return { ...tools, press };
  }

  it('keeps a name and a default, and there is one default', async () => {
    const { press, chain, changes, events } = await begin();
    await press('0028', 'Make default');
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('0028 is kept'));
    const release = changes.hold();
    await press('1030', 'Make default');
    // Also while it is on its way.
    await waitFor(async () => expect(await row('1030')).toHaveTextContent('(the default)'));
    expect(await row('0028')).not.toHaveTextContent('(the default)');
    release();
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1030 is kept'));
    await press('1030', 'Name');
    await waitFor(async () => expect(await row('1030')).toHaveTextContent('Travel'));
    await waitFor(async () => expect(await row('1030')).toHaveAttribute('aria-busy', 'false'));
    expect(await row('0028')).not.toHaveTextContent('(the default)');
    await chain.idle();
    const kept = await listed(chain);
    expect(kept.map(({ last4, nickname, isDefault }) => [last4, nickname, isDefault ?? false])).toEqual([
      ['0028', undefined, false],
      ['1030', 'Travel', true],
    ]);
    expect(events).toContainEqual({ type: 'changed', what: 'nickname' });
  });

  it('has the old name and the old default where the merchant keeps no new one', async () => {
    const { press, chain, events } = await begin();
    await press('1030', 'Name');
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1030 is kept'));
    await chain.idle();
    chain.play('change-fails');
    await press('0028', 'Name');
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('unavailable'));
    expect(await row('0028')).toHaveTextContent('no name');
    await press('0028', 'Make default');
    await waitFor(async () => expect(await row('0028')).toHaveAttribute('aria-busy', 'false'));
    expect(screen.getByRole('alert')).toHaveTextContent('unavailable');
    expect(await row('0028')).not.toHaveTextContent('(the default)');
    expect(await row('1030')).toHaveTextContent('Travel');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    expect(events.filter(({ type }) => type === 'changed')).toHaveLength(1);
  });

  it('shows a new name while it is on its way, and the old one where neither it nor the list comes through', async () => {
    const { press, chain, changes } = await begin();
    const release = changes.hold();
    await press('0028', 'Name');
    await waitFor(async () => expect(await row('0028')).toHaveTextContent('Travel'));
    expect(await row('0028')).toHaveAttribute('aria-busy', 'true');
    chain.play('offline');
    release();
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('offline'));
    expect(await row('0028')).toHaveTextContent('no name');
  });

  it('sends no name that holds a card number', async () => {
    const { press, changes } = await begin();
    await press('0028', 'Name by number');
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('bad_request'));
    expect(await row('0028')).toHaveTextContent('no name');
    expect(changes.sent).toEqual([]);
  });
});
