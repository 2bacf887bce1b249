import { createChain } from '@onfile/testing';
import { beforeEach, expect, it } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { createMerchantClient, OnfileProvider, useCheckout, useTabLock } from './index.ts';

beforeEach(() => sessionStorage.clear());

function gate() {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { held, release: () => release() };
}

/** A checkout that counts what it sends, and whose payments are answered when they are let through. */
async function tab(chain: ReturnType<typeof createChain>, held: Promise<void>) {
  const sent: string[] = [];
  const client = createMerchantClient({
    baseUrl: chain.baseUrl,
    fetch: async (input, init) => {
      const path = new Request(input).url;
      if (path.endsWith('/confirm')) {
        sent.push(path);
        await held;
      }
      return chain.fetch(input, init);
    },
  });
  const hook = await renderHook(() => useCheckout({ order: '2341' }), {
    wrapper: ({ children }) => (
      <OnfileProvider client={client} subject="anna">
        {children}
      </OnfileProvider>
    ),
  });
  await expect.poll(() => hook.result.current.canPay).toBe(true);
  return { ...hook, sent };
}

it('a second tab that is told to pay the same order sends nothing, offers nothing, and hears what became of it', async () => {
  const chain = createChain();
  const { held, release } = gate();
  const first = await tab(chain, held);
  const second = await tab(chain, Promise.resolve());
  await first.act(() => first.result.current.pay());
  await second.act(() => second.result.current.pay());
  await expect.poll(() => first.sent.length).toBe(1);
  expect(second.sent).toEqual([]);
  release();
  await expect.poll(() => first.result.current.state).toEqual({ step: 'finished', status: 'paid' });
  // By itself: what was pressed is looked for, and Pay is not offered meanwhile.
  await expect.poll(() => second.result.current.state, { timeout: 5000 }).toEqual({ step: 'finished', status: 'paid' });
  expect(chain.ledger).toHaveLength(1);
});

/** Puts something else where the browser has its locks, for as long as the work takes. */
async function withLocks(locks: unknown, work: () => Promise<void>) {
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
  try {
    await work();
  } finally {
    Reflect.deleteProperty(navigator, 'locks');
  }
}

it('negative control: where the browser has no locks both send, and the proxy alone keeps it single', async () => {
  await withLocks(undefined, async () => {
    const chain = createChain();
    const { held, release } = gate();
    const first = await tab(chain, held);
    const second = await tab(chain, held);
    await first.act(() => first.result.current.pay());
    await second.act(() => second.result.current.pay());
    await expect.poll(() => [first.sent.length, second.sent.length]).toEqual([1, 1]);
    release();
    await expect.poll(() => first.result.current.state.step).toBe('finished');
    expect(chain.ledger).toHaveLength(1);
  });
});

/** What this browser says to a page that may keep nothing and asks for a lock. */
async function refusal() {
  const frame = document.createElement('iframe');
  frame.sandbox.add('allow-scripts');
  frame.srcdoc = `<script>navigator.locks.request('a', () => {}).catch(({ name }) => parent.postMessage(name, '*'))</script>`;
  const said = new Promise<string>((resolve) => {
    addEventListener('message', ({ data, source }) => source === frame.contentWindow && resolve(data as string));
  });
  document.body.append(frame);
  try {
    return await said;
  } finally {
    frame.remove();
  }
}

it('where the browser refuses its locks, as it does to a page that may keep nothing, one press pays once', async () => {
  const name = await refusal();
  expect(name).toBe('SecurityError');
  await withLocks({ request: () => Promise.reject(new DOMException('denied', name)) }, async () => {
    const chain = createChain();
    const { sent, act, result } = await tab(chain, Promise.resolve());
    await act(() => result.current.pay());
    await expect.poll(() => result.current.state).toEqual({ step: 'finished', status: 'paid' });
    expect(sent).toHaveLength(1);
    expect(chain.ledger).toHaveLength(1);
  });
});

it('what was begun under a lock and failed is not begun again', async () => {
  const { result } = await renderHook(() => useTabLock('2341'));
  let calls = 0;
  const failing = result.current(async () => {
    calls++;
    throw new Error('lost');
  });
  await expect(failing).rejects.toThrow('lost');
  const throwing = result.current((): Promise<void> => {
    calls++;
    throw new Error('at once');
  });
  await expect(throwing).rejects.toThrow('at once');
  expect(calls).toBe(2);
});
