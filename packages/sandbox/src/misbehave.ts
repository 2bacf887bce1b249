import { tooMany } from './limits.ts';
import { ConnectionRefused, type FaultRule } from './rules.ts';
import { type Format, GatewayFault } from './wire/fault.ts';
import type { GatewayRequest } from './wire/gateway-request.ts';
import type { Envelope } from './wire/xml.ts';

/** How long `late`, `late-charged` and `lag` take unless the rule says it, in milliseconds. */
export const defaultAfterMs = 2000;

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });

const html = (title: string, status: number) =>
  new Response(`<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`, {
    status,
    headers: { 'content-type': 'text/html' },
  });
const maintenance = () => html('Service is temporarily unavailable', 200);
const badGateway = () => html('502 Bad Gateway', 502);

/** The first bytes of an answer, and then the connection is gone. */
async function brokenOff(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let sent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) return controller.error(new ConnectionRefused('reset'));
      sent = true;
      controller.enqueue(bytes.slice(0, Math.ceil(bytes.length / 2)));
    },
  });
  const headers = new Headers(answer.headers);
  headers.set('content-length', String(bytes.length));
  return new Response(body, { status: answer.status, headers });
}

/** What a misbehaving service answers instead of doing its work; undefined where the work is done. */
export async function misbehaveBefore(
  rule: FaultRule,
  request: GatewayRequest,
  format: Format,
  style: Envelope,
): Promise<Response | undefined> {
  switch (rule.kind) {
    case 'fault': {
      const [first = 2, second = 1] = (rule.code ?? '2/1').split('/').map(Number);
      return new GatewayFault('Internal error at node pay-17', first, second).toResponse(format, style);
    }
    case 'html':
      return maintenance();
    case 'rate-limit':
      return tooMany();
    case 'server-error':
      return badGateway();
    case 'truncated':
      return new Response('[{"expire":"12.2027","tok', { headers: { 'content-type': 'application/json' } });
    case 'empty-list':
      return Response.json([]);
    case 'malformed-list':
      return Response.json({ cards: 'none of your business' });
    case 'refuse':
      throw new ConnectionRefused();
    case 'reset':
      throw new ConnectionRefused('reset');
    case 'never-answer':
      return untilAborted(request.signal);
    case 'html-charged':
    case 'server-error-charged':
    case 'reset-charged':
    case 'reset-mid-body':
    case 'never-answer-charged':
    case 'late-charged':
    case 'truncated-charged':
    case 'late':
    case 'decline':
    case 'malformed-card':
    case 'wrong-amount':
    case 'unknown-state':
    case 'lag':
      return undefined;
  }
}

/** Does the work as a misbehaving service does it, and answers as one. */
export async function misbehaveAfter(
  rule: FaultRule,
  request: GatewayRequest,
  work: () => Promise<Response>,
  later: (run: () => void, milliseconds: number) => void,
): Promise<Response> {
  const after = rule.afterMs ?? defaultAfterMs;
  switch (rule.kind) {
    case 'late-charged':
      // Whatever comes of it then, nobody is there to hear it.
      later(() => void work().catch(() => undefined), after);
      return untilAborted(request.signal);
    case 'late':
      await new Promise<void>((done) => later(done, after));
      return work();
    case 'html-charged':
      await work();
      return maintenance();
    case 'server-error-charged':
      await work();
      return badGateway();
    case 'reset-charged':
      await work();
      throw new ConnectionRefused('reset');
    case 'reset-mid-body':
      return brokenOff(await work());
    case 'never-answer-charged':
      await work();
      return untilAborted(request.signal);
    case 'truncated-charged': {
      const answer = await work();
      return new Response((await answer.text()).slice(0, 40), answer);
    }
    case 'fault':
    case 'html':
    case 'malformed-list':
    case 'empty-list':
    case 'rate-limit':
    case 'server-error':
    case 'refuse':
    case 'reset':
    case 'never-answer':
    case 'truncated':
    case 'decline':
    case 'malformed-card':
    case 'wrong-amount':
    case 'unknown-state':
    case 'lag':
      return work();
  }
}
