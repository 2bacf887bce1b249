// A server of its own process: its gateway's payment call takes as long as it is told, and its store outlives it.
import { createAssistClient, fetchTransport } from '@onfile/assist';
import { createSandbox, merchant } from '@onfile/sandbox';
import { createMerchantProxy } from './index.ts';
import { closeOnSignal, createNodeServer, toNodeHandler } from './node.ts';
import { createSqliteStore } from './sqlite.ts';

const [file = '', payMs = '0'] = process.argv.slice(2);
const sandbox = createSandbox();
const gateway = fetchTransport(sandbox);
const store = createSqliteStore({ file });
const proxy = createMerchantProxy({
  assist: createAssistClient({
    baseUrl: 'https://gateway.test',
    merchantId: merchant.id,
    credentials: () => merchant,
    checkSecret: merchant.secret,
    transport: async (request, call) => {
      if (request.url.endsWith('tokenpay.cfm')) {
        console.log('submitted');
        await new Promise((done) => setTimeout(done, Number(payMs)));
      }
      return gateway(request, call);
    },
  }),
  store,
  customer: () => ({ number: 'anna' }),
  orders: { find: (number) => ({ number, amount: '1250.00', currency: 'RUB' }) },
  sealKeys: [{ id: 'k1', key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }],
  origins: ['http://shop.test'],
  publicUrl: 'http://shop.test/v1',
  returnTo: () => 'http://shop.test/',
});
const handle = toNodeHandler(proxy, { origin: 'http://shop.test' });
const server = createNodeServer((incoming, outgoing) => {
  if (incoming.url !== '/health') return void handle(incoming, outgoing);
  void proxy.health().then((health) => outgoing.end(JSON.stringify(health)));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening ${typeof address === 'object' && address ? address.port : 0}`);
});
closeOnSignal(server, proxy, {
  after: () => {
    store.close();
    console.log(`ledger ${sandbox.ledger.length}`);
  },
});
