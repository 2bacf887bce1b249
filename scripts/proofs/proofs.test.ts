// A small part of the proofs over several processes, as `pnpm prove P1 P1-neg P2 P4` runs them whole. Each in a process of its own, and
// all at once, because they mostly wait for a clock that runs fifty times as fast as the wall's and is still not fast enough.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** The last word of a proof: its figure, or all that it said where it did not hold. */
function figureOf(name: string, ...words: string[]): Promise<string> {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=@onfile/source', file, ...words], (error, stdout, stderr) => {
      const figure = /^figure: (.+)$/m.exec(stdout)?.[1];
      resolve(error || !figure ? `NOT held\n${stdout}${stderr}` : figure);
    });
  });
}

const minutes = { timeout: 240_000 };

it.concurrent('P1: two proxies that are killed charge nobody twice and lose nothing', minutes, async () => {
  expect(await figureOf('p1', 'sqlite', '40', '3')).toMatch(/^40 orders, .* 0 violations/);
});

it.concurrent('P1-neg: a build that sends a payment again is caught', minutes, async () => {
  expect(await figureOf('p1-neg', 'retry-on-timeout')).toBe('1 of 1 broken builds caught');
});

it.concurrent('P2: a proxy that is killed in the middle of a payment leaves nothing behind', minutes, async () => {
  const points = ['after the claim', 'after it is sent', 'while the outcome is kept'];
  expect(await figureOf('p2', 'sqlite', '1', ...points)).toBe(
    '3 of 3 crashes at 3 points on sqlite, 0 violations; a broken build is caught',
  );
});

it.concurrent('P4: a herd over two processes makes one call', minutes, async () => {
  const figure = await figureOf('p4', 'sqlite', '1', '150');
  expect(figure).toMatch(/^1 Token Pay calls and 1 charges in 1 rounds; 300 of 300 requests answered/);
});
