// `pnpm sandbox [--port N] [--data file.sqlite] [--no-limits] [--sign merchant-public.pem --key gateway-private.pem]`: the gateway
// sandbox by itself, for a shop that is developed elsewhere.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createSandbox } from './create-sandbox.ts';
import { openDataFile, rsaSignatures, serveSandbox } from './node.ts';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    port: { type: 'string', default: '9010' },
    /** Keeps what the sandbox remembers in this file. */
    data: { type: 'string' },
    /** The documented limits of requests a second. */
    limits: { type: 'boolean', default: true },
    /** The merchant's public key, where requests are signed. */
    sign: { type: 'string' },
    /** The private key that answers are signed with. */
    key: { type: 'string' },
  },
});
const port = Number(values.port);
const origin = `http://127.0.0.1:${port}`;

function readSignatures() {
  if (!values.sign && !values.key) return undefined;
  if (!values.sign || !values.key)
    throw new Error('Signatures want both keys: --sign merchant-public.pem --key gateway-private.pem');
  return rsaSignatures({ merchant: readFileSync(values.sign, 'utf8'), gateway: readFileSync(values.key, 'utf8') });
}

try {
  const file = values.data ? openDataFile(values.data) : undefined;
  const signatures = readSignatures();
  const sandbox = createSandbox({
    origin,
    assetBase: origin,
    limits: values.limits,
    ...(file && { keeper: file }),
    ...(signatures && { signatures }),
  });
  const served = await serveSandbox(sandbox, { port });
  console.log(`Onfile sandbox: ${served.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void served.close().then(() => file?.close()));
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${port} is in use. Choose another: pnpm sandbox --port 9020` : error);
  process.exitCode = 1;
}
