import { createChain } from '@onfile/testing';
import { beforeEach, expect, it } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { createMerchantClient, OnfileProvider, useCheckout } from './index.ts';

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

it('negative control: where the browser has no locks both send, and the proxy alone keeps it single', async () => {
  const locks = Object.getOwnPropertyDescriptor(Navigator.prototype, 'locks');
  Reflect.deleteProperty(Navigator.prototype, 'locks');
  try {
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
  } finally {
    if (locks) Object.defineProperty(Navigator.prototype, 'locks', locks);
  }
});
