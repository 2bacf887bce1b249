import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MerchantProxy } from '@onfile/proxy';
import { createNodeServer, toNodeHandler } from '@onfile/proxy/node';

/** Where the field for security codes stands: another host name than the shop's, so that browsers keep it in another process. */
export const codeFrameOrigin = (shopPort: number): string => `http://localhost:${shopPort + 2}`;

const base = '/onfile/v1';
const confirm = /^\/onfile\/v1\/intents\/[^/?]+\/confirm$/;

/** The page of the field, and the one call that it makes. Nothing of the shop is served here, and no sign-in reaches it. */
const isOfFrame = ({ method, url = '' }: IncomingMessage) =>
  method === 'GET' ? url.split('?')[0] === `${base}/frame` : confirm.test(url);

/** Serves the field on an origin of its own, by the same proxy. */
export async function serveCodeFrame(proxy: MerchantProxy, shopPort: number): Promise<{ close: () => void }> {
  const handle = toNodeHandler(proxy, { origin: codeFrameOrigin(shopPort) });
  const server = createNodeServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (isOfFrame(incoming)) void handle(incoming, outgoing);
    else outgoing.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(shopPort + 2, 'localhost', resolve);
  });
  return {
    close: () => {
      server.close();
      server.closeIdleConnections();
    },
  };
}
