import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { type Challenge, createMerchantClient, type Intent, OnfileProvider, useChallenge } from './index.ts';

const creq = btoa(JSON.stringify({ challengeWindowSize: '04' })).replaceAll('=', '');
const page = 'about:blank#bank';
const challenge = { type: 'challenge', url: page, fields: { creq } } as const;
const method = { type: 'method', url: page, fields: { threeDSMethodData: 'eyJ9' } } as const;

/** A merchant's proxy that says what it is told to say, and keeps what it is asked. */
function merchant(first: Partial<Intent>) {
  let now: Partial<Intent> = first;
  const asked: string[] = [];
  const failing = new Set<string>();
  const client = createMerchantClient({
    baseUrl: '/onfile/v1',
    fetch: async (input, init) => {
      const name = new Request(input, init).url.split('/').at(-1) ?? '';
      asked.push(name);
      if (failing.delete(name)) throw new TypeError('Failed to fetch');
      if (name === 'continue') now = { status: 'challenge', action: challenge };
      const intent = {
        id: 'intent-1',
        order: '2341',
        amount: '1250.00',
        currency: 'RUB',
        expiresAt: new Date().toISOString(),
        secret: 'a-secret-of-this-intent',
        ...now,
      };
      return Response.json(intent);
    },
  });
  return { client, asked, failing, say: (next: Partial<Intent>) => void (now = next) };
}

async function show(first: Partial<Intent>) {
  const tools = merchant(first);
  const posted = vi.spyOn(HTMLFormElement.prototype, 'submit');
  let seen: Challenge | undefined;
  function Question() {
    const question = useChallenge('2341');
    seen = question;
    const { status, name, frameRef, left } = question;
    if (left || status === 'none' || status === 'decoupled') return <p>{left ?? status}</p>;
    return <iframe key={status === 'method' ? 'method' : 'challenge'} ref={frameRef} name={name} title={status} />;
  }
  const queries = new QueryClient();
  const screen = await render(
    <QueryClientProvider client={queries}>
      <OnfileProvider client={tools.client} subject="dina">
        <Question />
      </OnfileProvider>
    </QueryClientProvider>,
  );
  const frame = (title: string) =>
    vi.waitFor(() => {
      const found = document.querySelector<HTMLIFrameElement>(`iframe[title="${title}"]`);
      if (!found) throw new Error(`There is no frame of ${title}.`);
      return found;
    });
  return { ...tools, screen, queries, frame, posted, state: () => seen };
}

afterEach(() => vi.restoreAllMocks());

/** What a message changes is on the screen by then. */
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

const say = (frame: HTMLIFrameElement, change: MessageEventInit = {}) =>
  window.dispatchEvent(
    new MessageEvent('message', {
      origin: location.origin,
      source: frame.contentWindow,
      data: { type: 'onfile:look-again', frame: frame.name },
      ...change,
    }),
  );

it('takes the window from what the bank was told', async () => {
  const { frame, state } = await show({ status: 'challenge', action: challenge });
  await frame('challenge');
  expect(state()?.size).toBe('04');
});

it('looks again when the return page asks, and is done when the intent says so', async () => {
  const { frame, say: become, state, asked } = await show({ status: 'challenge', action: challenge });
  const bank = await frame('challenge');
  become({ status: 'paid' });
  const before = asked.length;
  say(bank);
  await expect.poll(() => state()?.status).toBe('none');
  expect(asked.slice(before)).toEqual(['intents']);
});

it.each<[string, (frame: HTMLIFrameElement) => MessageEventInit]>([
  ['another origin', () => ({ origin: 'https://bank.test' })],
  ['an opaque origin', () => ({ origin: 'null' })],
  ['another window', () => ({ source: window })],
  ['no window', () => ({ source: null })],
  ['another name', () => ({ data: { type: 'onfile:look-again', frame: 'onfile-other' } })],
  ['no name', () => ({ data: { type: 'onfile:look-again' } })],
  ['another type', ({ name }) => ({ data: { type: 'look', frame: name } })],
  ['text', () => ({ data: 'onfile:look-again' })],
  ['nothing', () => ({ data: null })],
])('does not hear %s', async (_, change) => {
  const { frame, state } = await show({ status: 'challenge', action: challenge });
  const bank = await frame('challenge');
  say(bank, change(bank));
  await painted();
  await painted();
  expect(state()?.left).toBeUndefined();
  // The control: the same from the right place is heard.
  say(bank);
  await expect.poll(() => state()?.left).toBe('answered');
});

it('goes on after the method call, and tries again where the proxy was not reached', async () => {
  const { frame, failing, asked } = await show({ status: 'challenge', action: method });
  failing.add('continue');
  const looking = await frame('method');
  looking.dispatchEvent(new Event('load'));
  await frame('method');
  await vi.waitFor(() => expect(asked.filter((name) => name === 'continue')).toHaveLength(2), { timeout: 14_000 });
  await frame('challenge');
  expect(asked.filter((name) => name === 'confirm')).toEqual([]);
}, 20_000);

it('posts the question once where a method call came before it', async () => {
  const { frame, posted, asked } = await show({ status: 'challenge', action: method });
  await frame('method');
  await vi.waitFor(() => expect(asked).toContain('continue'), { timeout: 14_000 });
  await frame('challenge');
  await painted();
  await painted();
  expect(
    posted.mock.contexts.map((form) =>
      [...(form as HTMLFormElement).elements].map((field) => (field as HTMLInputElement).name),
    ),
  ).toEqual([['threeDSMethodData'], ['creq']]);
}, 20_000);

it('posts a form once for each frame, however often the intent is read', async () => {
  const { frame, posted, say: become, state } = await show({ status: 'challenge', action: challenge });
  await frame('challenge');
  await expect.poll(() => posted.mock.calls.length).toBe(1);
  become({ status: 'challenge', action: { ...challenge } });
  say(await frame('challenge'));
  await expect.poll(() => state()?.left).toBe('answered');
  expect(posted).toHaveBeenCalledTimes(1);
  state()?.goBack();
  await frame('challenge');
  await expect.poll(() => posted.mock.calls.length).toBe(2);
});

it('asks the next question, however the one before was left', async () => {
  const { frame, say: become, state, queries } = await show({ status: 'challenge', action: challenge });
  const bank = await frame('challenge');
  become({ status: 'declined', reason: 'authentication_failed' });
  say(bank);
  await expect.poll(() => state()?.status).toBe('none');
  // The shopper pays with another card, and its bank asks too.
  become({ status: 'challenge', action: challenge });
  await queries.invalidateQueries();
  await expect.poll(() => state()?.status).toBe('challenge');
  expect(state()?.left).toBeUndefined();
  await frame('challenge');
});
