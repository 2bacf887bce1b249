import { createChain, type ChainOptions } from '@onfile/testing';
import { act, render, renderHook, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, StrictMode, useId } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createCalls } from './calls.case.ts';
import {
  cardGroupProps,
  cardHintId,
  cardRadioProps,
  type CheckoutOptions,
  createMerchantClient,
  newCardRadioProps,
  type OnfileEvent,
  OnfileProvider,
  payButtonProps,
  removeButtonProps,
  statusProps,
  useCheckout,
  useOnline,
  usePaymentStatus,
  useRemoveDialog,
  useSlow,
} from './index.ts';

beforeEach(() => sessionStorage.clear());

function shop(options: ChainOptions = {}) {
  const chain = createChain({ origin: 'https://shop.test', ...options });
  const removals = createCalls('DELETE');
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: removals.watch(chain.fetch) });
  const events: OnfileEvent[] = [];
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <OnfileProvider
        client={client}
        subject={options.customer ?? 'anna'}
        onEvent={(event) => {
          events.push(event);
        }}
      >
        {children}
      </OnfileProvider>
    </StrictMode>
  );
  return { chain, wrapper, events, removals };
}

/** A checkout of a shop's own: native elements, the kit's attributes, and no ARIA written by hand. */
function OwnCheckout(options: Partial<CheckoutOptions>) {
  const checkout = useCheckout({ order: '2341', navigate: () => {}, ...options });
  const { cards, selection, removal, state } = checkout;
  const name = useId();
  return (
    <section>
      <fieldset {...cardGroupProps(cards)}>
        <legend>Card</legend>
        {cards.cards.map((card) => (
          <div key={card.id}>
            <label>
              <input {...cardRadioProps(checkout, card, name)} /> {card.last4}
            </label>
            <span id={cardHintId(name, card.id)}>{cards.blocked[card.id]}</span>
            <button {...removeButtonProps(removal, card)} aria-label={`Remove ${card.last4}`} />
          </div>
        ))}
        <label>
          <input {...newCardRadioProps(selection, name)} /> new
        </label>
      </fieldset>
      <button {...payButtonProps(checkout)}>Pay</button>
      <p {...statusProps}>{state.step === 'finished' ? state.status : ''}</p>
      {removal.pending && <Question checkout={checkout} />}
    </section>
  );
}

function Question({ checkout: { removal } }: { checkout: ReturnType<typeof useCheckout> }) {
  const { cancelProps, confirmProps } = useRemoveDialog(removal);
  return (
    <div>
      <button {...cancelProps}>Keep</button>
      <button {...confirmProps}>Remove it</button>
    </div>
  );
}

describe('prop getters', () => {
  it('make a checkout of native elements that chooses and pays', async () => {
    const { chain, wrapper } = shop();
    render(<OwnCheckout />, { wrapper });
    await waitFor(() => expect(screen.getByRole('radio', { name: '0028' })).toBeChecked());
    expect(screen.getByRole('group', { name: 'Card' })).toHaveAttribute('aria-busy', 'false');
    await userEvent.click(screen.getByRole('radio', { name: '1030' }));
    await userEvent.click(screen.getByRole('button', { name: 'Pay' }));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('paid'));
    expect(chain.ledger).toMatchObject([{ last4: '1030' }]);
  });

  it('keep the focus on a Pay button that can do nothing', async () => {
    const { wrapper, chain } = shop();
    render(<OwnCheckout preselect="none" />, { wrapper });
    const pay = await screen.findByRole('button', { name: 'Pay' });
    await waitFor(() => expect(screen.getAllByRole('radio')).toHaveLength(3));
    await userEvent.click(pay);
    expect(pay).toHaveAttribute('aria-disabled', 'true');
    expect(pay).toHaveFocus();
    expect(chain.ledger).toEqual([]);
  });

  it('say why a card cannot be chosen, and never choose it', async () => {
    const { wrapper } = shop();
    render(<OwnCheckout disable={({ last4 }) => last4 === '0028' && 'No Visa here'} />, { wrapper });
    await waitFor(() => expect(screen.getByRole('radio', { name: '1030' })).toBeChecked());
    const off = screen.getByRole('radio', { name: '0028' });
    expect(off).toBeDisabled();
    expect(off).toHaveAccessibleDescription('No Visa here');
  });

  it('show a question that was answered as busy, and the answer is heard once', async () => {
    const { wrapper, removals } = shop();
    render(<OwnCheckout undo={false} />, { wrapper });
    await userEvent.click(await screen.findByRole('button', { name: 'Remove 1030' }));
    const release = removals.hold();
    await userEvent.dblClick(screen.getByRole('button', { name: 'Remove it' }));
    expect(screen.getByRole('button', { name: 'Remove it' })).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'Remove it' }));
    release();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove it' })).not.toBeInTheDocument());
    expect(screen.queryByRole('radio', { name: '1030' })).not.toBeInTheDocument();
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    expect(removals.sent).toHaveLength(1);
  });
});

describe('selection', () => {
  it('can be the shop’s own: nothing is chosen but what the shop says', async () => {
    const { wrapper } = shop();
    const wishes: unknown[] = [];
    render(<OwnCheckout value="new" onValueChange={(value) => wishes.push(value)} />, { wrapper });
    await waitFor(() => expect(screen.getAllByRole('radio')).toHaveLength(3));
    expect(screen.getByRole('radio', { name: 'new' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: '1030' }));
    expect(screen.getByRole('radio', { name: 'new' })).toBeChecked();
    expect(wishes).toHaveLength(1);
  });

  it('lets go of a card that the shop stops taking', async () => {
    const { wrapper } = shop();
    const { rerender } = render(<OwnCheckout />, { wrapper });
    await waitFor(() => expect(screen.getByRole('radio', { name: '0028' })).toBeChecked());
    rerender(<OwnCheckout disable={({ last4 }) => last4 === '0028' && 'No Visa here'} />);
    expect(screen.getByRole('radio', { name: '0028' })).not.toBeChecked();
    expect(screen.getByRole('button', { name: 'Pay' })).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('events', () => {
  const words = /^[a-z_]+$/i;

  it('tell the shop what happened, in closed words and counts: nothing of a card or an order is in them', async () => {
    const { wrapper, events } = shop();
    render(<OwnCheckout undo={10_000} />, { wrapper });
    await userEvent.click(await screen.findByRole('radio', { name: '1030' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove 0028' }));
    await userEvent.click(screen.getByRole('button', { name: 'Pay' }));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('paid'));
    // Development renders twice on purpose: what matters is that each is there.
    expect(events).toEqual(
      expect.arrayContaining([
        { type: 'listed', cards: 2, payable: 2, dropped: 0 },
        { type: 'chosen', kind: 'card' },
        { type: 'removal', step: 'started' },
        { type: 'step', step: 'confirming', via: 'card' },
        { type: 'step', step: 'finished', status: 'paid' },
      ]),
    );
    for (const event of events)
      for (const value of Object.values(event))
        expect(typeof value === 'number' || (typeof value === 'string' && words.test(value))).toBe(true);
  });

  it.each([
    ['declined', { type: 'step', step: 'choosing', declined: 'insufficient_funds' }],
    ['gateway-down', { type: 'list_failed', code: 'unavailable' }],
  ] as const)('say what went wrong: %s', async (scenario, expected) => {
    const { wrapper, events } = shop({ scenario });
    render(<OwnCheckout />, { wrapper });
    await waitFor(() => expect(screen.getByRole('button', { name: 'Pay' })).toHaveAttribute('aria-disabled', 'false'));
    if (scenario === 'declined') await userEvent.click(screen.getByRole('button', { name: 'Pay' }));
    await waitFor(() => expect(events).toContainEqual(expected));
  });
});

describe('usePaymentStatus', () => {
  it('reads until it is known', async () => {
    const { chain, wrapper } = shop({ scenario: 'unconfirmed' });
    const paying = render(<OwnCheckout />, { wrapper });
    await waitFor(() => expect(screen.getByRole('button', { name: 'Pay' })).toHaveAttribute('aria-disabled', 'false'));
    await userEvent.click(screen.getByRole('button', { name: 'Pay' }));
    await waitFor(() => expect(chain.ledger).toHaveLength(1));
    paying.unmount();
    const { result } = renderHook(() => usePaymentStatus('2341'), { wrapper });
    await waitFor(() => expect(result.current.status).toBe('unconfirmed'));
    chain.play(undefined);
    await waitFor(() => expect(result.current.status).toBe('paid'), { timeout: 4000 });
  });

  it('says that it could not read, and nothing follows from that', async () => {
    const { chain, wrapper } = shop({ scenario: 'offline' });
    const { result } = renderHook(() => usePaymentStatus('2341'), { wrapper });
    expect(result.current.status).toBe('reading');
    await waitFor(() => expect(result.current).toMatchObject({ status: 'failed', error: { code: 'offline' } }), {
      timeout: 3000,
    });
    chain.play(undefined);
    act(() => result.current.retry());
    await waitFor(() => expect(result.current.status).toBe('open'));
  });
});

describe('the connection', () => {
  it('is known to be gone, and to be back', () => {
    const { result } = renderHook(() => useOnline());
    expect(result.current).toBe(true);
    act(() => void window.dispatchEvent(new Event('offline')));
    expect(result.current).toBe(false);
    act(() => void window.dispatchEvent(new Event('online')));
    expect(result.current).toBe(true);
  });

  it('is slow after eight seconds of waiting, and not before', () => {
    vi.useFakeTimers();
    const { result, rerender } = renderHook(({ active }) => useSlow(active), { initialProps: { active: true } });
    act(() => void vi.advanceTimersByTime(7999));
    expect(result.current).toBe(false);
    act(() => void vi.advanceTimersByTime(1));
    expect(result.current).toBe(true);
    rerender({ active: false });
    expect(result.current).toBe(false);
    vi.useRealTimers();
  });
});
