import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import type { MerchantProxy } from '@onfile/proxy';

export function appWithHono(proxy: MerchantProxy) {
  const app = new Hono();
  app.all('/onfile/v1/*', (c) => {
    const clientIp = getConnInfo(c).remote.address;
    return proxy(c.req.raw, clientIp ? { clientIp } : {});
  });
  return app;
}
