import { ledgerAt, payInChromium, withServer } from './in-chromium.mjs';
import { runInstalled } from './run.mjs';

const port = 4192;
const origin = `http://127.0.0.1:${port}`;
const next = 'next/dist/bin/next';
const env = { NEXT_TELEMETRY_DISABLED: '1', PORT: String(port) };

/** Types and build; a server component with the cards in it, hydration, and a paid order, as built and in development. */
export async function consumeNext(root) {
  runInstalled(root, next, ['build'], env);
  for (const command of ['start', 'dev']) {
    const server = {
      root,
      args: [`node_modules/${next}`, command, '-H', '127.0.0.1', '-p', String(port)],
      env,
      ready: /Ready in/,
    };
    await withServer(server, () =>
      payInChromium(origin, {
        html: /ending in 0 0 2 8[\s\S]*ending in 1 0 3 0/,
        hydrated: '[data-hydrated]',
        ledger: ledgerAt(origin),
      }),
    );
  }
}
