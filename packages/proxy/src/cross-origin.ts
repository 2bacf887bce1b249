import { type CodeFrame, isFromSandbox } from './code-frame.ts';
import { listedOrigin } from './same-origin.ts';

/** How long a browser may remember a preflight, in seconds. */
const preflightAge = 600;

/** What a page may send beside what is always allowed. */
const requestHeaders = 'authorization, content-type, idempotency-key';

/** The one path that the frame without an origin asks for. */
const confirmPath = /\/intents\/[^/]+\/confirm$/;

interface Listed {
  origins: readonly string[];
  publicUrl: URL;
  codeFrame: CodeFrame | undefined;
}

/**
 * Lets listed pages of another origin read an answer, and says that it depends on who asks. An origin that is not listed is never
 * repeated, and nobody gets `*`. Art says neither: it is the same for everybody, and a page needs no leave to show a picture.
 */
export function allowListed(request: Request, response: Response, listed: Listed): Response {
  const { origins, publicUrl, codeFrame } = listed;
  if (isFromSandbox(request, codeFrame) && confirmPath.test(new URL(request.url).pathname)) {
    response.headers.append('vary', 'Origin');
    // No cookie goes with it: only the secret of one intent opens anything.
    response.headers.set('access-control-allow-origin', 'null');
    return response;
  }
  if (!origins.length || response.headers.get('cache-control')?.startsWith('public')) return response;
  response.headers.append('vary', 'Origin');
  const origin = listedOrigin(request, origins);
  // A page of this very origin needs no leave.
  if (!origin || origin === publicUrl.origin) return response;
  response.headers.set('access-control-allow-origin', origin);
  response.headers.set('access-control-allow-credentials', 'true');
  response.headers.set('access-control-expose-headers', 'retry-after');
  return response;
}

/** The answer to a preflight of a listed page. */
export const preflightResponse = (methods: readonly string[]): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': requestHeaders,
      'access-control-max-age': String(preflightAge),
    },
  });
