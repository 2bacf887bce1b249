import express from 'express';
import { createNodeServer, toNodeHandler } from '@onfile/proxy/node';
import type { MerchantProxy } from '@onfile/proxy';

export function serveWithExpress(proxy: MerchantProxy, origin: string) {
  const app = express();
  // Before express.json(): the proxy reads its bodies itself.
  app.use('/onfile/v1', toNodeHandler(proxy, { origin }));
  app.use(express.json());
  return createNodeServer(app);
}
