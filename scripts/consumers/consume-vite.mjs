import { ledgerAt, payInChromium, withServer } from './in-chromium.mjs';
import { runInstalled } from './run.mjs';

const port = 4190;
const origin = `http://127.0.0.1:${port}`;
const vite = 'vite/bin/vite.js';

function build(root, mode) {
  const env = { NODE_ENV: mode };
  const common = ['build', '--mode', mode, '--logLevel', 'error'];
  runInstalled(root, vite, common, env);
  runInstalled(root, vite, [...common, '--ssr', 'server.tsx'], env);
}

/** Types, build, server rendering as a string and as a stream, hydration, and a paid order on each page. */
export async function consumeVite(root) {
  runInstalled(root, 'typescript/bin/tsc');
  // In development React also tells of what differs only in an attribute.
  for (const mode of ['production', 'development']) {
    build(root, mode);
    const server = {
      root,
      args: ['dist/server/server.js'],
      env: { PORT: String(port), NODE_ENV: mode },
      ready: /ready at/,
    };
    await withServer(server, async () => {
      for (const path of ['/string', '/stream'])
        await payInChromium(origin + path, {
          html: /ending in 0 0 2 8[\s\S]*ending in 1 0 3 0/,
          hydrated: '[data-hydrated]',
          ledger: ledgerAt(origin),
        });
      await payInChromium(`${origin}/in-browser.html`, {
        hydrated: 'fieldset',
        ledger: async (page) => JSON.parse((await page.locator('body').getAttribute('data-ledger')) ?? '[]'),
      });
    });
  }
}
