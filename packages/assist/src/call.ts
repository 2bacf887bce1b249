import { AssistInvalid, AssistLost, AssistTimeout, AssistUnreachable } from './errors.ts';
import type { KnownLists } from './known-lists.ts';
import { readData, readBody, type Reader } from './read-body.ts';
import { ask, type GatewayRequest, type Transport, within } from './transport.ts';

/** The merchant's login and password: 1 to 20, and 1 to 30 printable characters (gateway notes, sections 1.1 and 3.2). */
export interface Credentials {
  login: string;
  password: string;
}

/** How long one call may take. Each operation takes it as its last argument. */
export interface CallOptions {
  /** Milliseconds for the whole call, whatever is repeated in it. Default: the client's `deadlines`. */
  deadlineMs?: number;
  /** Ends the call before that. A payment that was sent is not taken back by it. */
  signal?: AbortSignal;
}

/** What every operation needs. */
export interface Gateway {
  baseUrl: URL;
  merchantId: string;
  credentials: () => Credentials | Promise<Credentials>;
  checkSecret: string | undefined;
  checkDelimiter: string;
  sign: ((text: string) => string) | undefined;
  verifySignature: ((text: string, signature: string) => boolean) | undefined;
  cvcParameter: string | undefined;
  continuePath: string;
  transport: Transport;
  lists: KnownLists;
  deadlines: { read: number; pay: number };
  now: () => number;
  /** Waits, for a number of milliseconds, before a read is repeated. */
  wait: (milliseconds: number) => Promise<void>;
  random: () => number;
}

/** A call's one deadline. */
export interface Deadline {
  ms: number;
  signal: AbortSignal;
}

/** Starts the clock of a call. */
export function startDeadline(fallback: number, { deadlineMs = fallback, signal }: CallOptions = {}): Deadline {
  const timeout = AbortSignal.timeout(deadlineMs);
  return { ms: deadlineMs, signal: signal ? AbortSignal.any([timeout, signal]) : timeout };
}

/** Work under a deadline whose timer goes with it. That of `AbortSignal.timeout` stays until its time is over: thousands of them, where much is read. */
async function withDeadline<TValue>(
  fallback: number,
  { deadlineMs: ms = fallback, signal }: CallOptions,
  work: (deadline: Deadline) => Promise<TValue>,
): Promise<TValue> {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(new DOMException('The time is up.', 'TimeoutError')), ms);
  try {
    return await work({ ms, signal: signal ? AbortSignal.any([clock.signal, signal]) : clock.signal });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The merchant's credentials, held to the laxer of the two limits that the documents print (gateway notes, sections 1.1, 3.2).
 *
 * @throws AssistInvalid naming the field; never the value, and nothing of what the merchant's function threw.
 */
export async function credentialsOf(gateway: Gateway): Promise<Credentials> {
  const given = await Promise.resolve()
    .then(() => gateway.credentials())
    .catch(() => {
      throw new AssistInvalid('credentials', 'given by the function that the client was made with, which failed');
    });
  const { login, password } = given;
  if (typeof login !== 'string' || !/^[\x21-\x7e]{1,20}$/.test(login))
    throw new AssistInvalid('credentials.login', '1 to 20 printable characters');
  if (typeof password !== 'string' || !/^[\x21-\x7e]{1,30}$/.test(password))
    throw new AssistInvalid('credentials.password', '1 to 30 printable characters');
  return { login, password };
}

/** The merchant's number, login and password under the names that all but the card services use. @throws AssistInvalid */
export async function loginFields(gateway: Gateway): Promise<Record<'Merchant_ID' | 'Login' | 'Password', string>> {
  const { login, password } = await credentialsOf(gateway);
  return { Merchant_ID: gateway.merchantId, Login: login, Password: password };
}

/** A POST to the gateway: JSON where `body` is an object, a form where it is parameters. */
export function post(
  gateway: Gateway,
  path: string,
  body: object | URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): GatewayRequest {
  const isForm = body instanceof URLSearchParams;
  return {
    url: new URL(path, gateway.baseUrl).href,
    headers: {
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8',
      accept: 'application/json',
      ...headers,
    },
    body: isForm ? body.toString() : JSON.stringify(body),
  };
}

/**
 * One call, once, and what a reader makes of the answer.
 *
 * @throws AssistUnreachable, AssistTimeout, AssistLost and whatever reading the body throws.
 */
async function callAs<TValue>(
  gateway: Gateway,
  request: GatewayRequest,
  { ms, signal }: Deadline,
  reader: Reader<TValue>,
): Promise<TValue> {
  if (signal.aborted) throw new AssistTimeout(ms);
  const answer = await ask(gateway.transport, request, { signal, fresh: false });
  if (answer.type === 'not-sent') throw new AssistUnreachable(answer.cause);
  if (answer.type === 'unknown') throw signal.aborted ? new AssistTimeout(ms) : new AssistLost(answer.cause);
  try {
    return await readBody(answer.response, signal, reader);
  } catch (error) {
    throw signal.aborted ? new AssistTimeout(ms) : error;
  }
}

/** One call, once. @throws AssistError */
export const callOnce = (gateway: Gateway, request: GatewayRequest, deadline: Deadline): Promise<unknown> =>
  callAs(gateway, request, deadline, readData);

/** A pause before the next try. It ends early with the call's deadline, and the next try then says so. */
async function pause(gateway: Gateway, attempt: number, signal: AbortSignal): Promise<void> {
  try {
    await within(signal, gateway.wait(gateway.random() * 200 * 2 ** attempt));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * A read: repeated at most twice within its deadline, with a pause that is not the same for everybody, where the connection
 * failed. Nothing but reads goes through here.
 */
export async function readAs<TValue>(
  gateway: Gateway,
  makeRequest: () => GatewayRequest,
  options: CallOptions,
  reader: Reader<TValue>,
): Promise<TValue> {
  return withDeadline(gateway.deadlines.read, options, async (deadline) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await callAs(gateway, makeRequest(), deadline, reader);
      } catch (error) {
        const mayRepeat = error instanceof AssistUnreachable || error instanceof AssistLost;
        if (!mayRepeat || attempt === 2) throw error;
      }
      await pause(gateway, attempt, deadline.signal);
    }
  });
}

/** A read whose answer is data. */
export const read = (
  gateway: Gateway,
  makeRequest: () => GatewayRequest,
  options: CallOptions = {},
): Promise<unknown> => readAs(gateway, makeRequest, options, readData);
