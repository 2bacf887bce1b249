import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type SandboxOptions } from './index.ts';
import { openDataFile, rsaSignatures, serveSandbox } from './node.ts';
import { form, login, open } from './tools.case.ts';

let folder = '';
const close: (() => void | Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onfile-sandbox-'));
});
afterEach(async () => {
  for (const end of close.splice(0).toReversed())
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await end();
  rmSync(folder, { recursive: true });
});

async function serve(options: SandboxOptions = {}) {
  const sandbox = createSandbox(options);
  const served = await serveSandbox(sandbox, { port: 0 });
  close.push(() => served.close());
  return { sandbox, url: served.url };
}

const payment = form({
  ...login,
  OrderNumber: 'ORD-1',
  OrderAmount: '15.00',
  TokenType: 5,
  PaymentToken: JSON.stringify({ Token: '0000A11A-0F11-4E5A-6B0C-000000000001', CustomerNumber: 'anna' }),
});

/** What comes over the wire, byte by byte, until the connection ends. */
const overTheWire = (url: string) =>
  new Promise<{ text: string; error: string }>((done) => {
    let text = '';
    const end = (error: string) => done({ text, error });
    const asked = request(`${url}/pay/tokenpay.cfm`, { method: 'POST' }, (answer) => {
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => end(''));
      answer.on('error', (error: Error) => end(error.message));
    });
    asked.on('error', (error) => end(error.message));
    asked.end(payment);
  });

describe('on a port', () => {
  it('answers as in memory', async () => {
    const { url, sandbox } = await serve();
    const { text, error } = await overTheWire(url);
    expect([JSON.parse(text).order[0].orderstate, error]).toEqual(['Approved', '']);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it.each([
    ['refuse', 0],
    ['reset', 0],
    ['reset-charged', 1],
  ] as const)('%s hangs up without a byte', async (kind, charges) => {
    const { url, sandbox } = await serve();
    sandbox.fault({ service: 'tokenpay', kind });
    expect(await overTheWire(url)).toEqual({ text: '', error: 'socket hang up' });
    expect(sandbox.ledger).toHaveLength(charges);
  });

  it('breaks off in the middle of an answer', async () => {
    const { url, sandbox } = await serve();
    sandbox.fault({ service: 'tokenpay', kind: 'reset-mid-body' });
    const { text, error } = await overTheWire(url);
    expect(text).toMatch(/^{"order":\[/);
    expect(() => JSON.parse(text)).toThrow('JSON');
    expect(error).toBe('aborted');
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('tells a merchant on this machine', async () => {
    const heard: string[] = [];
    const merchant = createServer((incoming, outgoing) => {
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => heard.push(chunk));
      incoming.on('end', () => outgoing.end('<pushpaymentresult firstcode="0" secondcode="0"/>'));
    });
    await new Promise<void>((done) => merchant.listen(0, '127.0.0.1', done));
    close.push(() => void merchant.close());
    const address = merchant.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { url, sandbox } = await serve();
    const notify = { url: `http://127.0.0.1:${port}/notify` };
    await fetch(`${url}/__sandbox/settings`, { method: 'PATCH', body: JSON.stringify({ notify }) });
    await overTheWire(url);
    await sandbox.run();
    expect(new URLSearchParams(heard.join('')).get('orderstate')).toBe('Approved');
  });
});

describe('with a data file', () => {
  /** A sandbox on the file, as a process has it that is started anew. */
  function onFile(more: SandboxOptions = {}) {
    const file = openDataFile(join(folder, 'sandbox.sqlite'));
    close.push(() => {
      if (isOpen) file.close();
    });
    let isOpen = true;
    return {
      ...open({ keeper: file, ...more }),
      stop: () => {
        isOpen = false;
        file.close();
      },
    };
  }

  it('goes on where it was: cards, orders, ledger, settings and clock', async () => {
    const first = onFile();
    await first.pay();
    await first.settings({ language: 'EN', cof: false });
    await first.send('/__sandbox/clock', { advanceMs: 60_000 });
    await first.send('/__sandbox/customers/anna', { cards: [] }, {}, 'PUT');
    const [before] = await first.bills();
    first.stop();

    const again = onFile();
    expect((await again.bills())[0]).toEqual(before);
    expect(again.sandbox.ledger).toHaveLength(1);
    expect(await again.call('/pay/oneclick/v1/token.cfm', { CustomerNumber: 'anna' })).toEqual([]);
    expect(await (await again.get('/__sandbox/settings')).json()).toMatchObject({ language: 'EN', cof: false });
    expect(await (await again.get('/__sandbox/clock')).json()).toEqual({ now: '2026-11-23T09:31:00.000Z' });
  });

  it('gives no bill number twice, and still knows that an order is paid', async () => {
    const first = onFile();
    const { billnumber } = await first.pay();
    first.stop();
    const again = onFile();
    expect((await again.send('/pay/tokenpay.cfm', again.tokenFields())).status).toBe(400);
    expect((await again.pay({ OrderNumber: 'ORD-2' }))['billnumber']).not.toBe(billnumber);
    expect(again.sandbox.ledger).toHaveLength(2);
  });

  it('sends what it had not sent yet, and lets the bank answer', async () => {
    const first = onFile({ fetch: () => Promise.reject(new TypeError('refused')) });
    await first.settings({ notify: { url: 'http://127.0.0.1:1/notify' } });
    await first.pay();
    await first.send('/pay/tokenpay.cfm', first.tokenFields({ OrderNumber: 'ORD-2', ...first.scenario('0006') }));
    await first.sandbox.run();
    first.stop();

    const heard: string[] = [];
    const again = onFile({
      fetch: async (sent) => {
        heard.push(new URLSearchParams(await sent.text()).get('ordernumber') ?? '');
        return new Response('<pushpaymentresult firstcode="0" secondcode="0"/>');
      },
    });
    await again.pass(60_000);
    expect(heard.toSorted()).toEqual(['ORD-1', 'ORD-2']);
    expect((await again.bills('ORD-2'))[0].orderstate).toBe('Approved');
  });

  it('forgets all with a reset', async () => {
    const first = onFile();
    await first.pay();
    await first.send('/__sandbox/reset', '');
    first.stop();
    const again = onFile();
    expect(await again.bills()).toEqual([]);
    expect(again.sandbox.ledger).toEqual([]);
  });

  it('holds no number and no code of a card', async () => {
    const first = onFile();
    const card = { Cardnumber: '4111111111111111', Expiremonth: 12, Expireyear: 2030, Cvc2: '5937' };
    const order = { OrderNumber: 'ORD-1', OrderAmount: '15.00', CustomerNumber: 'new' };
    await first.send('/pay/silentpay.cfm', { ...login, ...order, ...card });
    first.stop();
    const bytes = readFileSync(join(folder, 'sandbox.sqlite'), 'latin1');
    expect(bytes).toContain('"post":"1111"');
    expect(bytes).not.toMatch(/4111111111111111|5937/);
  });
});

describe('the command', () => {
  const cli = fileURLToPath(new URL('cli.ts', import.meta.url));

  async function freePort(): Promise<number> {
    const probe = createServer();
    await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
    const address = probe.address();
    await new Promise((done) => probe.close(done));
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** Starts it and waits until it says where it is. */
  async function run(...args: string[]) {
    const running = spawn(process.execPath, ['--conditions=@onfile/source', cli, ...args]);
    close.push(() => void running.kill('SIGKILL'));
    running.stdout.setEncoding('utf8');
    const [said] = await once(running.stdout, 'data');
    const stop = async () => {
      running.kill('SIGTERM');
      const [code] = await once(running, 'exit');
      return code;
    };
    return { url: String(said).replace('Onfile sandbox: ', '').trim(), stop };
  }

  it('keeps what happened in its file from one run to the next', async () => {
    const port = String(await freePort());
    const data = join(folder, 'kept.sqlite');
    const first = await run('--port', port, '--data', data);
    await overTheWire(first.url);
    expect(await first.stop()).toBe(0);
    const second = await run('--port', port, '--data', data, '--no-limits');
    const { entries } = await (await fetch(`${second.url}/__sandbox/ledger`)).json();
    expect(entries).toMatchObject([{ order: 'ORD-1', type: 'charge' }]);
    expect(await second.stop()).toBe(0);
  }, 20_000);

  it('says what to do when its port is taken', async () => {
    const { url } = await serve();
    const running = spawn(process.execPath, ['--conditions=@onfile/source', cli, '--port', new URL(url).port]);
    running.stderr.setEncoding('utf8');
    const [said] = await once(running.stderr, 'data');
    const [code] = await once(running, 'exit');
    expect([String(said).includes('pnpm sandbox --port 9020'), code]).toEqual([true, 1]);
  }, 20_000);
});

describe('RSA signatures', () => {
  const merchant = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const gateway = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const signatures = rsaSignatures({ merchant: merchant.publicKey, gateway: gateway.privateKey });

  it('are taken from the merchant only, over this text only', () => {
    const text = '452739;ORD-1001;15.00;BYN';
    const signed = (key: typeof merchant.privateKey) => sign('RSA-MD5', Buffer.from(text), key).toString('base64');
    expect(signatures.verify(text, signed(merchant.privateKey))).toBe(true);
    expect(signatures.verify(text, signed(gateway.privateKey))).toBe(false);
    expect(signatures.verify(`${text}0`, signed(merchant.privateKey))).toBe(false);
    expect(signatures.verify(text, 'nonsense')).toBe(false);
  });

  it('let a signed payment through, and no other', async () => {
    const tools = open({ settings: { check: 'signature' }, signatures });
    const order = { Merchant_ID: 452739, OrderNumber: 'ORD-1001', OrderAmount: '15.00', OrderCurrency: 'BYN' };
    const Signature = sign('RSA-MD5', Buffer.from('452739;ORD-1001;15.00;BYN'), merchant.privateKey).toString('base64');
    const ask = async (more: object) => (await tools.send('/pay/payrequest.cfm', { ...order, ...more })).status;
    expect(await ask({ Signature })).toBe(200);
    expect(await ask({ Signature, OrderAmount: '1.00' })).toBe(400);
    expect(await ask({})).toBe(400);
  });
});
