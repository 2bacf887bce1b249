// A process: the sandbox on a port of this machine, by the clock of the proof. It charges an order number again when it is asked
// to, as the real gateway may. `GET /__proof/calls` says when Token Pay was called for each order: noted as bytes arrive.
import { createSandbox, type Sandbox, type StoredCard } from '@onfile/sandbox';
import { serveSandbox } from '@onfile/sandbox/node';
import { freePort } from '../postgres/server.ts';
import { clockOf, givenClock, later } from './clock.ts';
import { customers } from './plan.ts';

const now = clockOf(givenClock());
const calls = new Map<string, number[]>();

/** Two ordinary cards. */
function cardsOf(n: number): StoredCard[] {
  const card = (post: string, token: string): StoredCard => ({
    expire: '12.2040',
    token,
    bank: 'Bank of the proof',
    brand: 'VISA',
    bin: 411_111,
    active: true,
    needCVC: false,
    post,
  });
  const token = (one: number) => `0000${n}A1${one}-0F11-4E5A-6B0C-00000000000${one}`;
  return [card('1111', token(1)), card('2222', token(2))];
}

function note(text: string): void {
  const order = /"OrderNumber"\s*:\s*"([^"]*)"|(?:^|&)OrderNumber=([^&]*)/i.exec(text);
  const number = order?.[1] ?? order?.[2] ?? 'none';
  calls.set(number, [...(calls.get(number) ?? []), now()]);
}

/** Listens to what comes in, and answers as the sandbox does. */
function counted(sandbox: Sandbox): Sandbox {
  const handle: (...args: Parameters<Sandbox>) => Promise<Response> = async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/__proof/calls') return Response.json(Object.fromEntries(calls));
    if (pathname !== '/pay/tokenpay.cfm') return sandbox(request);
    const text = await request.text();
    note(text);
    return sandbox({
      method: request.method,
      url: request.url,
      headers: request.headers,
      signal: request.signal,
      text: async () => text,
      json: async () => JSON.parse(text),
    });
  };
  return Object.assign(handle, {
    art: sandbox.art,
    fault: sandbox.fault,
    behave: sandbox.behave,
    reset: sandbox.reset,
    run: sandbox.run,
    ledger: [],
  });
}

const port = await freePort();
const sandbox = createSandbox({
  // Where its pages and the bank's are.
  origin: `http://127.0.0.1:${port}`,
  now,
  later,
  acceptDuplicates: true,
  remember: 1_000_000,
  customers: Object.fromEntries(Array.from({ length: customers }, (_, n) => [`shopper${n}`, cardsOf(n)])),
});
const { url } = await serveSandbox(counted(sandbox), { port });
process.send?.({ up: url });
process.once('disconnect', () => process.exit());
