import type { Transport } from '@onfile/assist';

/** A port of this machine where nobody listens. */
const closedPort = 'http://127.0.0.1:1';

/** A gateway that cannot be reached at all for so many in a hundred requests: a connection that is refused, on a real socket. */
export function sometimesDown(transport: Transport, percent: string): Transport {
  const often = Number(percent || '0') / 100;
  return async (request, call) => {
    if (Math.random() >= often) return transport(request, call);
    const { pathname } = new URL(request.url);
    return transport({ ...request, url: closedPort + pathname }, call);
  };
}
