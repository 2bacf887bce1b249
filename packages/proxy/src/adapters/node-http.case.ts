import { createNodeServer, toNodeHandler } from '@onfile/proxy/node';
import type { MerchantProxy } from '@onfile/proxy';

export function serveWithNode(proxy: MerchantProxy, origin: string) {
  const onfile = toNodeHandler(proxy, { origin });
  return createNodeServer((request, response) => {
    if (request.url?.startsWith('/onfile/v1/')) void onfile(request, response);
    else response.writeHead(404).end();
  });
}
