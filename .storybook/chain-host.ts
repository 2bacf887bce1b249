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

let chain: Chain | undefined;
let started: Promise<void> | undefined;

async function answer({ url, method, headers, body }: Asked) {
  if (!chain) return { status: 503, headers: [], content: new ArrayBuffer(0) };
  const answered = await chain.handle(new Request(url, { method, headers, ...(body && { body }) }));
  return { status: answered.status, headers: [...answered.headers], content: await answered.arrayBuffer() };
}

async function start(): Promise<void> {
  navigator.serviceWorker.addEventListener('message', ({ data, ports }) => {
    if (isAsked(data)) void answer(data).then((reply) => ports[0]?.postMessage(reply));
  });
  await navigator.serviceWorker.register(new URL(`${import.meta.env.BASE_URL}onfile-worker.js`, location.href));
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const known = new Promise((resolve) => port1.addEventListener('message', resolve, { once: true }));
  port1.start();
  active?.postMessage('onfile:host', [port2]);
  await known;
}

/** Lets a story's chain answer what the browser asks for by itself: pictures, the payment page, posted forms. */
export async function hostChain(next: Chain): Promise<Chain> {
  chain = next;
  await (started ??= start());
  return next;
}
