import Fastify from 'fastify';
import { createNodeServer, toNodeHandler } from '@onfile/proxy/node';
import type { MerchantProxy } from '@onfile/proxy';

export async function serveWithFastify(proxy: MerchantProxy, origin: string) {
  const app = Fastify({ serverFactory: (handler) => createNodeServer(handler) });
  const onfile = toNodeHandler(proxy, { origin });
  await app.register(async (scope) => {
    // In here nothing reads a body but the proxy.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    scope.all('/onfile/v1/*', async (request, reply) => {
      reply.hijack();
      await onfile(request.raw, reply.raw);
    });
  });
  await app.ready();
  return app.server;
}
