// Only for stories. Whatever the browser asks for by itself under /onfile/v1, /pay, /acs or /orders (pictures, the payment page, the bank's page, form
// posts, the shop's page that it leads back to) is handed to the story's page, where the whole chain runs in memory, and answered with what the chain says.
// A story's own `fetch` does not come here: the chain is passed to it directly.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** Which page's chain answers for a client: a story's page for itself, and for each frame that it opened. */
const hosts = new Map();

/** The last page that said it holds a chain; asked where it is not known who asks. */
let lastHost;

self.addEventListener('message', (event) => {
  if (event.data !== 'onfile:host' || !event.source) return;
  lastHost = event.source.id;
  hosts.set(lastHost, lastHost);
  // A page that was reloaded past its worker is taken on again.
  event.waitUntil(self.clients.claim().then(() => event.ports[0]?.postMessage('onfile:known')));
});

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  // A module is the Storybook's own, whatever folder it comes from: the sandbox keeps some in one that is called `pay`.
  if (event.request.destination === 'script') return;
  if (origin !== self.location.origin || !/\/(onfile\/v1|pay|acs|orders)\//.test(pathname)) return;
  event.respondWith(answer(event));
});

async function answer({ request, clientId, resultingClientId }) {
  const host = hosts.get(clientId) ?? lastHost;
  if (resultingClientId) hosts.set(resultingClientId, host);
  const page = await self.clients.get(host);
  if (!page) return new Response('No story holds a chain.', { status: 503 });
  const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer();
  const { status, headers, content } = await ask(page, {
    type: 'onfile:request',
    url: request.url,
    method: request.method,
    headers: [...request.headers],
    body,
  });
  return new Response(status === 204 || status === 303 || status === 302 ? null : content, { status, headers });
}

function ask(page, message) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (reply) => resolve(reply.data);
    page.postMessage(message, [port2]);
  });
}
