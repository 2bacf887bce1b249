import { createChain } from '@onfile/testing';
import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type CheckoutState,
  createMerchantClient,
  type HostedForm,
  type IntentStatus,
  newCard,
  type OnfileEvent,
  OnfileProvider,
  useCheckout,
} from './index.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => void vi.useRealTimers());

type Asked = 'intents' | 'confirm' | 'hosted';

/** A proxy whose words are chosen, and whose answers are kept back for as long as a test wants: each as it was when it was asked. */
function merchant(first: IntentStatus) {
  const chain = createChain({ origin: 'https://shop.test' });
  const kept = new Map<Asked, Promise<void>>();
  const lost = new Set<Asked>();
  const now = { read: first, confirm: first };
  const intent = (status: IntentStatus) => ({
    id: 'intent-1',
    secret: 'a-secret-of-this-intent',
    order: '2341',
    amount: '1250.00',
    currency: 'RUB',
    expiresAt: '2026-12-31T00:00:00Z',
    status,
  });
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const asked = new Request(input, init).url.split('/').at(-1) as Asked;
    const { read, confirm } = now;
    await kept.get(asked);
    if (lost.has(asked)) throw new TypeError('connection reset');
    if (asked === 'intents') return Response.json(intent(read));
    if (asked === 'confirm') return Response.json(intent(confirm));
    if (asked === 'hosted') return Response.json({ url: 'https://pay.test/', fields: {} });
    return chain.fetch(input, init);
  };
  const keep = (asked: Asked) => {
    let release = () => {};
    kept.set(
      asked,
      new Promise<void>((resolve) => {
        release = resolve;
      }),
    );
    return () => {
      kept.delete(asked);
      release();
    };
  };
  return { client: createMerchantClient({ baseUrl: chain.baseUrl, fetch }), now, keep, lost };
}

async function checkout(first: IntentStatus) {
  const tools = merchant(first);
  const states: CheckoutState[] = [];
  const events: OnfileEvent[] = [];
  const forms: HostedForm[] = [];
  const { result, unmount } = renderHook(
    () => {
      const now = useCheckout({ order: '2341', navigate: (form) => forms.push(form) });
      if (now.state !== states.at(-1)) states.push(now.state);
      return now;
    },
    {
      wrapper: ({ children }) => (
        <OnfileProvider client={tools.client} subject="anna" onEvent={(event) => events.push(event)}>
          {children}
        </OnfileProvider>
      ),
    },
  );
  await waitFor(() => expect(result.current.canPay).toBe(true));
  const reach = (step: CheckoutState['step']) =>
    waitFor(() => expect(result.current.state.step).toBe(step), { timeout: 4000 });
  /** Where it stood since it first was in doubt. */
  const sinceDoubt = () => states.slice(states.findIndex(({ step }) => step === 'checking')).map(({ step }) => step);
  return { ...tools, result, unmount, reach, sinceDoubt, events, forms };
}

it('does not take a reading from before a payment for what became of it', async () => {
  const { result, now, keep, reach, sinceDoubt } = await checkout('declined');
  const release = keep('intents');
  // The shopper comes back to the tab: it is asked, and the answer is slow.
  act(() => result.current.retryIntent());
  Object.assign(now, { read: 'unconfirmed', confirm: 'unconfirmed' });
  act(() => result.current.pay());
  await reach('checking');
  await act(async () => release());
  now.read = 'paid';
  await reach('finished');
  expect(sinceDoubt()).toEqual(['checking', 'finished']);
});

it('looks for a press whose answer is lost also where the one before it was declined', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'], shouldAdvanceTime: true });
  const { result, now, lost, reach, sinceDoubt } = await checkout('declined');
  lost.add('confirm');
  act(() => result.current.pay());
  await reach('checking');
  await act(() => vi.advanceTimersByTimeAsync(2500));
  // By now it has arrived.
  now.read = 'paid';
  await act(() => vi.advanceTimersByTimeAsync(3000));
  await reach('finished');
  expect(sinceDoubt()).toEqual(['checking', 'finished']);
});

it('takes a no that stays for the answer, and at once where the payment was seen on its way', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'], shouldAdvanceTime: true });
  const { result, now, lost, reach } = await checkout('declined');
  lost.add('confirm');
  act(() => result.current.pay());
  await reach('checking');
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  await reach('choosing');
  expect(result.current.state).toEqual({ step: 'choosing', declined: 'refused' });
  expect(sessionStorage).toHaveLength(0);
  now.read = 'confirming';
  act(() => result.current.pay());
  await reach('checking');
  await waitFor(() => expect(result.current.intent?.status).toBe('confirming'));
  now.read = 'declined';
  // One reading: the longest that any waits for the next.
  await act(() => vi.advanceTimersByTimeAsync(15_000));
  await reach('choosing');
});

it('offers nothing to press while the answer to a payment is still out, whatever is read meanwhile', async () => {
  const { result, now, keep, reach } = await checkout('open');
  const release = keep('confirm');
  now.confirm = 'declined';
  act(() => result.current.pay());
  now.read = 'confirming';
  act(() => result.current.retryIntent());
  await reach('checking');
  now.read = 'declined';
  act(() => result.current.retryIntent());
  await waitFor(() => expect(result.current.intent?.status).toBe('declined'));
  expect(result.current.state.step).toBe('checking');
  expect(result.current.canPay).toBe(false);
  await act(async () => release());
  await reach('choosing');
  expect(result.current.canPay).toBe(true);
  now.confirm = 'paid';
  act(() => result.current.pay());
  await reach('finished');
});

it('takes nobody to the payment page for a checkout that is gone', async () => {
  const { result, keep, unmount, forms, events } = await checkout('open');
  act(() => result.current.selection.select(newCard));
  const release = keep('hosted');
  act(() => result.current.pay());
  await waitFor(() => expect(events.at(-1)).toMatchObject({ step: 'confirming', via: 'page' }));
  unmount();
  await act(async () => release());
  expect(forms).toEqual([]);
});

it('takes nobody there from a page that the browser has brought back; the choice is open again', async () => {
  const { result, keep, forms, reach } = await checkout('open');
  act(() => result.current.selection.select(newCard));
  const release = keep('hosted');
  act(() => result.current.pay());
  await reach('confirming');
  act(() => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await reach('choosing');
  await act(async () => release());
  expect(forms).toEqual([]);
  act(() => result.current.pay());
  await waitFor(() => expect(forms).toHaveLength(1));
});

it('tells once of a question that is read again and again', async () => {
  const { result, now, reach, events } = await checkout('open');
  Object.assign(now, { read: 'challenge', confirm: 'challenge' });
  act(() => result.current.pay());
  await reach('challenge');
  for (let reading = 0; reading < 3; reading++) await act(async () => result.current.retryIntent());
  now.read = 'paid';
  act(() => result.current.retryIntent());
  await reach('finished');
  expect(events.filter((event) => 'step' in event && event.step === 'challenge')).toHaveLength(1);
});
