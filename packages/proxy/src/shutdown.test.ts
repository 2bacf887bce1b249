import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { browser } from './chain/shop.case.ts';
import { createSqliteStore } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-shutdown-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A proxy in a process of its own. */
async function serve(name: string, payMs: number) {
  const file = join(folder, name);
  const child = spawn(
    process.execPath,
    ['--conditions=@onfile/source', fileURLToPath(new URL('shutdown.case.ts', import.meta.url)), file, String(payMs)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const heard = (word: string) =>
    new Promise<string>((done) => {
      const look = () => {
        const line = lines.find((one) => one.startsWith(word));
        if (line !== undefined) done(line);
      };
      waiting.add(look);
      look();
    });
  const ended = new Promise<{ code: number | null; signal: string | null }>((done) =>
    child.once('exit', (code, signal) => done({ code, signal })),
  );
  const port = (await heard('listening')).split(' ')[1];
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}/v1${path}`, {
      method,
      headers: { origin: 'http://shop.test', 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return JSON.parse(await answer.text());
  };
  const health = async () => JSON.parse(await (await fetch(`http://127.0.0.1:${port}/health`)).text());
  const { cards } = await send('GET', '/cards');
  const open = () => send('POST', '/intents', { order: '2341' });
  const confirm = ({ id, secret }: { id: string; secret: string }) =>
    send(
      'POST',
      `/intents/${id}/confirm`,
      { card: cards[0].id, browser },
      {
        authorization: `Bearer ${secret}`,
        'idempotency-key': 'key-0123456789-1',
      },
    );
  return { file, child, heard, ended, health, send, open, confirm };
}

it(
  'SIGTERM: a payment that was sent is recorded and answered, a new one is refused, and the process ends',
  { timeout: 30_000 },
  async () => {
    const { file, child, heard, ended, health, send, open, confirm } = await serve('term.sqlite', 700);
    const intent = await open();
    const other = await send('POST', '/intents', { order: '2342' });
    const paying = confirm(intent);
    await heard('submitted');
    child.kill('SIGTERM');
    while (!(await health()).closing);
    expect(await confirm(other)).toMatchObject({ code: 'unavailable' });
    expect(await paying).toMatchObject({ status: 'paid' });
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(await heard('ledger')).toBe('ledger 1');
    const store = createSqliteStore({ file });
    expect(await store.findByOrder('2341')).toMatchObject({ status: 'paid' });
    store.close();
  },
);

it(
  'negative control: SIGKILL at the same moment leaves the outcome to the next process',
  { timeout: 30_000 },
  async () => {
    const { file, child, heard, ended, open, confirm } = await serve('kill.sqlite', 700);
    const paying = confirm(await open()).catch(() => 'gone');
    await heard('submitted');
    child.kill('SIGKILL');
    expect(await ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await paying).toBe('gone');
    const store = createSqliteStore({ file });
    expect(await store.findByOrder('2341')).toMatchObject({ status: 'confirming' });
    store.close();
  },
);
