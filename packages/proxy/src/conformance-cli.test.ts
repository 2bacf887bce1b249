// The command that a shop with another backend runs, over real sockets against our proxy on a port.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { shopOrigin } from './guard-shop.case.ts';

vi.setConfig({ testTimeout: 60_000 });

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});

const cli = fileURLToPath(new URL('../../contract/src/conformance/cli.ts', import.meta.url));
const shopFile = fileURLToPath(new URL('conformance-shop.case.ts', import.meta.url));

async function start(fault = ''): Promise<{ url: string; sandbox: string }> {
  const child = spawn(process.execPath, ['--conditions=@onfile/source', shopFile, fault], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  const [port, sandboxPort] = String(said).trim().split(' ');
  return { url: `http://127.0.0.1:${port}/onfile/v1`, sandbox: `http://127.0.0.1:${sandboxPort}` };
}

const run = async (...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    execFile(process.execPath, ['--conditions=@onfile/source', cli, ...words], (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

const shopper = ['--header', 'cookie: shop=anna', '--other-header', 'cookie: shop=boris', '--origin', shopOrigin];
const orders = ['1', '2', '3'].flatMap((n) => ['--order', `anna-${n}`]);

describe('onfile-conformance', () => {
  it('says of our proxy that all is held', async () => {
    const { url, sandbox } = await start();
    const { code, stdout } = await run(url, ...shopper, ...orders, '--pay', '--sandbox', sandbox);
    expect(stdout).toMatch(/^held +pay-once /m);
    expect(stdout).toMatch(/\n\d+ held, 0 broken, 0 skipped\n$/);
    expect(code).toBe(0);
  });

  it('says what is broken, what was seen and why it matters, and what it could not ask', async () => {
    const { url } = await start('names pictures by their address');
    const { code, stdout } = await run(url, ...shopper);
    expect(stdout).toMatch(/^BROKEN +art-sealed +The name of a picture is sealed/m);
    expect(stdout).toMatch(/^ +seen: a name of a picture holds its address$/m);
    expect(stdout).toMatch(/^ +why: +A proxy that fetches what a browser names/m);
    expect(stdout).toMatch(/^skipped +pay-once +needs an open order/m);
    expect(code).toBe(1);
  });

  it('speaks JSON', async () => {
    const { url } = await start('says that an answer may be kept');
    const { code, stdout } = await run(url, ...shopper, '--json');
    expect(JSON.parse(stdout)).toContainEqual({
      id: 'list-no-store',
      what: expect.any(String),
      why: expect.any(String),
      outcome: 'broken',
      detail: 'is cacheable',
    });
    expect(code).toBe(1);
  });

  it.each([
    [[]],
    [['nonsense']],
    [['http://127.0.0.1:1/', '--header', 'hunter2']],
    [['http://127.0.0.1:1/', '--bogus']],
  ])('says how it is used where it cannot be understood: %j', async (words) => {
    const { code, stderr } = await run(...words);
    expect(stderr).toContain('onfile-conformance <url>');
    // A header signs somebody in: it is not repeated.
    expect(stderr).not.toContain('hunter2');
    expect(code).toBe(2);
  });

  it('helps', async () => {
    const { code, stdout } = await run('--help');
    expect(stdout).toContain('MOVES MONEY');
    expect(code).toBe(0);
  });
});
