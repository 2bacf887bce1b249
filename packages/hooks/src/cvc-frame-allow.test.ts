// What a page grants the frame of the code, in a real browser: a name that it knows reaches the frame, one that it does not is not said.
// Chromium has its two names behind switches: each is turned on here, so that the day it is the default changes nothing.
import { createServer } from 'node:http';
import { chromium } from 'playwright';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { browserLaunch } from '../../../scripts/browser.mjs';
import { frameAllow } from './cvc-frame.ts';

/** An origin of its own on loopback, with an empty page. */
async function openOrigin(): Promise<string> {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<body>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** A page with a frame of another origin in it: what it grants, what reaches the frame, and what the console says. */
async function granted(switches: readonly string[], name?: string) {
  const { args, ...launch } = browserLaunch();
  const browser = await chromium.launch({ ...launch, args: [...args, ...switches] });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(await openOrigin());
  const allow = name ?? (await page.evaluate<string>(`(${String(frameAllow)})()`));
  await page.evaluate(
    async ({ src, list }) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('allow', list);
      frame.src = src;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
    },
    { src: await openOrigin(), list: allow },
  );
  const inside: string[] | undefined = await page
    .frames()[1]
    ?.evaluate('document.featurePolicy.allowedFeatures().filter((name) => /autofill|manual/.test(name))');
  return { allow, said, inside: inside?.toSorted() };
}

vi.setConfig({ testTimeout: 60_000 });

const both = '--enable-blink-features=Autofill,ManualText';

describe('the frame is granted', () => {
  it.each([
    ['nothing, where the browser asks for nothing', [], '', []],
    ['filling in', ['--enable-blink-features=Autofill'], 'autofill', ['autofill']],
    ['filling in and typing', [both], 'autofill; manual-text', ['autofill', 'manual-text']],
  ])('%s', async (_, switches, allow, inside) => {
    expect(await granted(switches)).toEqual({ allow, said: [], inside });
  });

  it('negative control: the name of old is one that no switch makes known', async () => {
    const { said, inside } = await granted([both], 'shared-autofill');
    expect(said).toEqual([expect.stringContaining("Unrecognized feature: 'shared-autofill'")]);
    expect(inside).toEqual([]);
  });
});
