import { AssistLost, AssistTimeout, AssistUnreachable } from './errors.ts';
import { readBody } from './read-body.ts';
import type { Transport } from './transport.ts';

/** The merchant's login and password. */
export interface Credentials {
  login: string;
  password: string;
}

/** What every operation needs. */
export interface Gateway {
  baseUrl: URL;
  merchantId: string;
  credentials: () => Credentials | Promise<Credentials>;
  checkSecret: string | undefined;
  transport: Transport;
  deadlines: { read: number; pay: number };
  now: () => number;
  /** Waits, for a number of milliseconds, before a read is repeated. */
  wait: (milliseconds: number) => Promise<void>;
  random: () => number;
}

/** A POST to the gateway: JSON where `body` is an object, a form where it is parameters. */
export function post(gateway: Gateway, path: string, body: object | URLSearchParams): Request {
  const isForm = body instanceof URLSearchParams;
  return new Request(new URL(path, gateway.baseUrl), {
    method: 'POST',
    headers: {
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8',
      accept: 'application/json',
    },
    body: isForm ? body.toString() : JSON.stringify(body),
  });
}

/**
 * One call, once.
 *
 * @throws AssistUnreachable, AssistTimeout, AssistLost and whatever reading the body throws.
 */
export async function callOnce(gateway: Gateway, request: Request, deadline: number): Promise<unknown> {
  const signal = AbortSignal.timeout(deadline);
  const answer = await gateway.transport(request, { signal, fresh: false });
  if (answer.type === 'not-sent') throw new AssistUnreachable(answer.cause);
  if (answer.type === 'unknown') throw signal.aborted ? new AssistTimeout(deadline) : new AssistLost(answer.cause);
  try {
    return await readBody(answer.response);
  } catch (error) {
    throw signal.aborted ? new AssistTimeout(deadline) : error;
  }
}

/** A read: repeated at most twice, with a pause that is not the same for everybody, where the connection failed. */
export async function read(gateway: Gateway, makeRequest: () => Request): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await callOnce(gateway, makeRequest(), gateway.deadlines.read);
    } catch (error) {
      const mayRepeat = error instanceof AssistUnreachable || error instanceof AssistLost;
      if (!mayRepeat || attempt === 2) throw error;
    }
    await gateway.wait(gateway.random() * 200 * 2 ** attempt);
  }
}
