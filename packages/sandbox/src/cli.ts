// `pnpm sandbox [--port N]`: the gateway sandbox by itself, for a shop that is developed elsewhere.
import { parseArgs } from 'node:util';
import { createSandbox } from './create-sandbox.ts';
import { serveSandbox } from './node.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '9010' } } });
const port = Number(values.port);
const origin = `http://127.0.0.1:${port}`;

try {
  const served = await serveSandbox(createSandbox({ origin, assetBase: origin }), { port });
  console.log(`Onfile sandbox: ${served.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void served.close());
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${port} is in use. Choose another: pnpm sandbox --port 9020` : error);
  process.exitCode = 1;
}
