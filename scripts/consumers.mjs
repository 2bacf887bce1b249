// Installs the packages as they would be published, by npm, into fresh applications outside the workspace: types, build, rendering
// on a server, and a paid order in Chromium.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { browserLaunch } from './browser.mjs';

const packed = resolve('node_modules/.cache/packed');
const port = 4190;

function run(command, args, cwd) {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' });
}

function pack() {
  rmSync(packed, { recursive: true, force: true });
  mkdirSync(packed, { recursive: true });
  run('pnpm', ['build']);
  for (const name of ['contract', 'hooks', 'ui', 'testing', 'assist', 'proxy', 'sandbox'])
    run('pnpm', ['pack', '--pack-destination', packed], resolve('packages', name));
  return Object.fromEntries(
    readdirSync(packed).map((file) => [
      `@onfile/${/^onfile-(\w+)-/.exec(file)?.[1]}`,
      `file:${join(packed, file).replaceAll('\\', '/')}`,
    ]),
  );
}

const app = `import { createMerchantClient, en, OnfileProvider, SavedCardCheckout } from '@onfile/ui';
import { createChain } from '@onfile/testing';
import { createRoot } from 'react-dom/client';

const chain = createChain();
const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
const languages = { en };
createRoot(document.getElementById('root')!).render(
  <OnfileProvider client={client} subject="anna" languages={languages}>
    <SavedCardCheckout order="2341" onResult={() => document.body.setAttribute('data-charges', String(chain.ledger.length))} />
  </OnfileProvider>,
);
`;

const server = `import { createMerchantClient, en, OnfileProvider, SavedCardCheckout } from '@onfile/ui';
import { createAssistClient } from '@onfile/assist';
import { nodeTransport } from '@onfile/assist/node';
import { createMerchantProxy } from '@onfile/proxy';
import { toNodeHandler } from '@onfile/proxy/node';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

for (const part of [createAssistClient, nodeTransport, createMerchantProxy, toNodeHandler])
  if (typeof part !== 'function') throw new Error('A part of the server side is missing.');
const client = createMerchantClient({ baseUrl: 'https://shop.test/onfile/v1' });
const html = renderToString(
  createElement(
    OnfileProvider,
    { client, subject: 'anna', languages: { en } },
    createElement(SavedCardCheckout, { order: '2341' }),
  ),
);
if (!html.includes('Another card')) throw new Error('The checkout is not in the page.');
`;

function write(root, react, packages) {
  const files = {
    'package.json': JSON.stringify({
      name: 'consumer',
      private: true,
      type: 'module',
      dependencies: {
        ...packages,
        '@tanstack/react-query': '^5.90.0',
        react: `^${react}`,
        'react-dom': `^${react}`,
        'styled-components': '^6.4.0',
      },
      devDependencies: {
        '@types/node': '^26',
        '@types/react': `^${react}`,
        '@types/react-dom': `^${react}`,
        typescript: '^7.0.2',
        vite: '^8.3.8',
      },
    }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        target: 'es2023',
        lib: ['es2023', 'dom', 'dom.iterable'],
        module: 'esnext',
        moduleResolution: 'bundler',
        jsx: 'react-jsx',
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: ['node'],
      },
      include: ['main.tsx'],
    }),
    'index.html':
      '<!doctype html><html lang="en"><title>Shop</title><div id="root"></div><script type="module" src="/main.tsx"></script></html>',
    'main.tsx': app,
    'server.mjs': server,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
}

async function payInChromium(root) {
  const preview = spawn(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'preview', '--port', String(port), '--strictPort', '--host', '127.0.0.1'],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const browser = await chromium.launch(browserLaunch());
  try {
    await new Promise((ready, failed) => {
      preview.stdout.on('data', (text) => String(text).includes(String(port)) && ready(undefined));
      preview.once('exit', () => failed(new Error('The preview server stopped.')));
    });
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByRole('button', { name: /^Pay .*1,250\.00 with/ }).dblclick();
    await page.getByRole('heading', { name: 'Paid' }).waitFor();
    const charges = await page.locator('body').getAttribute('data-charges');
    if (charges !== '1') throw new Error(`The ledger has ${charges} charges, not one.`);
  } finally {
    await browser.close();
    preview.kill();
  }
}

const packages = pack();
let missed = 0;
for (const react of ['18.3.1', '19.2.0']) {
  const root = mkdtempSync(join(tmpdir(), 'onfile-consumer-'));
  try {
    write(root, react, packages);
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], root);
    run(process.execPath, ['node_modules/typescript/bin/tsc'], root);
    run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], root);
    run(process.execPath, ['server.mjs'], root);
    await payInChromium(root);
    console.log(`React ${react}, Vite: types, build, server rendering and a paid order`);
  } catch (error) {
    missed++;
    console.error(`React ${react}, Vite: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
process.exit(missed ? 1 : 0);
