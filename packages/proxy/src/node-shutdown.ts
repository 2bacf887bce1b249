import type { Server } from 'node:http';
import type { MerchantProxy } from './create-merchant-proxy.ts';

/** How a server goes away. */
export interface ShutdownOptions {
  /** How long payment calls that were sent may take to be recorded and answered, in milliseconds. Default 55 000. */
  graceMs?: number;
  /** Which signals mean it. Default `SIGTERM` and `SIGINT`. */
  signals?: readonly NodeJS.Signals[];
  /** Lets go of what the proxy stood on, after the last answer: stores, pools, other servers. */
  after?: () => unknown;
  /** Told of what went wrong on the way out, by name. */
  onError?: (error: unknown) => void;
}

/** How long answers that are being written may take once the payments are recorded, in milliseconds. */
const lastAnswers = 2000;

async function goAway(server: Server, proxy: MerchantProxy, { graceMs, after }: ShutdownOptions): Promise<void> {
  // First the claims: until they are over the server goes on answering, so that a shopper who asks hears how things stand.
  await proxy.close(graceMs === undefined ? {} : { graceMs });
  await new Promise<void>((done) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const over = () => {
      clearInterval(idle);
      clearTimeout(late);
      done();
    };
    const late = setTimeout(() => {
      server.closeAllConnections();
      // Sockets that were upgraded are nobody's answer: they are not waited for.
      over();
    }, lastAnswers);
    server.close(over);
  });
  await after?.();
}

/**
 * Ends a server in good order when the process is told to stop: no new payments, payments that were sent are recorded, then no
 * new connections. With nothing left to do the process ends by itself. A second signal ends it at once; what is out then is
 * resolved by the next process. Give your supervisor a longer patience than `graceMs`.
 *
 * Answers with a function that does the same without a signal.
 */
export function closeOnSignal(
  server: Server,
  proxy: MerchantProxy,
  options: ShutdownOptions = {},
): () => Promise<void> {
  let going: Promise<void> | undefined;
  const go = () => (going ??= goAway(server, proxy, options));
  for (const signal of options.signals ?? (['SIGTERM', 'SIGINT'] as const))
    process.once(signal, () => void go().catch((error: unknown) => options.onError?.(error)));
  return go;
}
