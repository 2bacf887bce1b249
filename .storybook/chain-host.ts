import type { Chain } from '@onfile/testing';

interface Asked {
  type: 'onfile:request';
  url: string;
  method: string;
  headers: [string, string][];
  body?: ArrayBuffer;
}

const isAsked = (data: unknown): data is Asked =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === 'onfile:request';

/**
 * Where this Storybook stands on its server: empty at the root, `/kit` under `https://host/kit/`. The worker reaches pages (the
 * payment page in its frame) only below it, so that their addresses are moved there and back.
 */
const base = new URL(import.meta.env.BASE_URL, location.href).pathname.replace(/\/$/, '');

let chain: Chain | undefined;
let open = { requests: 0 };
let started: Promise<void> | undefined;

/** Whether the story's chain has nothing left to answer. A request that is never answered does not count. */
export const isQuiet = (): boolean => open.requests === 0;

/** An address of the chain, below the Storybook. */
function moved(address: string): string {
  const url = new URL(address, location.origin);
  return url.origin === location.origin && !url.pathname.startsWith(`${base}/`)
    ? `${url.origin}${base}${url.pathname}${url.search}`
    : address;
}

/** The address that the chain knows. */
function movedBack(address: string): string {
  const url = new URL(address);
  return `${url.origin}${url.pathname.slice(base.length)}${url.search}`;
}

function movedHeaders(headers: Headers): [string, string][] {
  return [...headers].map(([name, value]) => [name, name === 'location' ? moved(value) : value]);
}

async function movedContent(answered: Response): Promise<ArrayBuffer> {
  if (!answered.headers.get('content-type')?.startsWith('text/html')) return answered.arrayBuffer();
  const html = await answered.text();
  const content = new TextEncoder().encode(html.replace(/ action="(\/[^"]*)"/g, ` action="${base}$1"`));
  return content.buffer;
}

/** Where the payment page leads back to. A shop has a page there; a story has the checkout that waits beside the frame. */
const orderPage = () =>
  new Response('<!doctype html><title>Order</title>', { headers: { 'content-type': 'text/html' } });

async function answer({ url, method, headers, body }: Asked) {
  if (!chain) return { status: 503, headers: [], content: new ArrayBuffer(0) };
  // A picture's address is not moved: the worker answers for a page of its own wherever the picture stands.
  const asked = url.startsWith(`${location.origin}${base}/`) ? movedBack(url) : url;
  const isOrder = new URL(asked).pathname.startsWith('/orders/');
  const answered = isOrder
    ? orderPage()
    : await chain.handle(new Request(asked, { method, headers, ...(body && { body }) }));
  return {
    status: answered.status,
    headers: movedHeaders(answered.headers),
    content: await movedContent(answered),
  };
}

/** What an answer about an intent may hold: the way to the payment page, or to the bank's. */
interface WithForm {
  url?: string;
  action?: { url?: string };
}

/** The forms that take the shopper to the payment page and to the bank's name addresses of their own. */
async function movedForm(answered: Response): Promise<Response> {
  const { url, action, ...rest }: WithForm = await answered.json();
  const body = {
    ...rest,
    ...(url && { url: moved(url) }),
    ...(action && { action: { ...action, ...(action.url && { url: moved(action.url) }) } }),
  };
  return Response.json(body, { status: answered.status });
}

async function start(): Promise<void> {
  navigator.serviceWorker.addEventListener('message', ({ data, ports }) => {
    if (isAsked(data)) void answer(data).then((reply) => ports[0]?.postMessage(reply));
  });
  await navigator.serviceWorker.register(new URL(`${base}/onfile-worker.js`, location.origin));
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const known = new Promise((resolve) => port1.addEventListener('message', resolve, { once: true }));
  port1.start();
  active?.postMessage('onfile:host', [port2]);
  await known;
}

/**
 * Lets a story's chain answer what the browser asks for by itself: pictures, the payment page, posted forms.
 *
 * @returns the chain, as it is to be used by the story.
 */
export async function hostChain(next: Chain, { answers }: { answers: boolean }): Promise<Chain> {
  const mine = { requests: 0 };
  chain = next;
  open = mine;
  await (started ??= start());
  const fetch: Chain['fetch'] = async (input, init) => {
    if (answers) mine.requests++;
    try {
      const answered = await next.fetch(input, init);
      const isForm = base && answered.ok && new URL(new Request(input, init).url).pathname.includes('/v1/intents');
      return isForm ? await movedForm(answered) : answered;
    } finally {
      if (answers) mine.requests--;
    }
  };
  // Over the chain and not a copy of it: its ledger is read anew each time.
  return Object.assign(Object.create(next), { fetch });
}
