import { type Answer, bare } from './answer.ts';
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

const withHeaders = (answer: Answer, more: Answer['headers']): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...more },
});

/** It depends on who asks, beside whatever else it depends on. */
const varied = ({ headers: { vary } }: Answer) => ({ vary: vary ? `${vary}, Origin` : 'Origin' });

/**
 * Lets listed pages of another origin read an answer, and says that it depends on who asks. An origin that is not listed is never
 * repeated, and nobody gets `*`. Art says neither: it is the same for everybody, and a page needs no leave to show a picture.
 */
export function allowListed(request: Request, answer: Answer, listed: Listed): Answer {
  const { origins, publicUrl, codeFrame } = listed;
  if (isFromSandbox(request, codeFrame) && confirmPath.test(new URL(request.url).pathname)) {
    // No cookie goes with it: only the secret of one intent opens anything.
    return withHeaders(answer, { ...varied(answer), 'access-control-allow-origin': 'null' });
  }
  if (!origins.length || answer.headers['cache-control']?.startsWith('public')) return answer;
  const origin = listedOrigin(request, origins);
  // A page of this very origin needs no leave.
  if (!origin || origin === publicUrl.origin) return withHeaders(answer, varied(answer));
  return withHeaders(answer, {
    ...varied(answer),
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'retry-after',
  });
}

/** The answer to a preflight of a listed page. */
export const preflightAnswer = (methods: readonly string[]): Answer =>
  bare(204, {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': requestHeaders,
    'access-control-max-age': String(preflightAge),
  });
