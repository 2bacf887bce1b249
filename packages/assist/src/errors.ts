import { type FaultKind, faultKind, faultSubject } from './fault-codes.ts';

/** Anything that went wrong between us and the gateway. Nothing secret is in a message, a field or a cause that prints. */
export class AssistError extends Error {
  override readonly name: string = 'AssistError';
}

/**
 * The gateway refused: first code (kind) and second code (what it concerns), gateway notes, section 8. For operators, not for
 * shoppers: the gateway's own sentence is not kept.
 */
export class AssistFault extends AssistError {
  override readonly name = 'AssistFault';
  readonly first: number;
  readonly second: number;
  /** What the first code says. */
  readonly kind: FaultKind;
  /** Of the HTTP answer; 0 where it is not known. */
  readonly status: number;

  constructor(first: number, second: number, status = 0) {
    const kind = faultKind(first);
    const subject = faultSubject(second);
    super(
      `The gateway refused the request with fault ${first}/${second}: ${kind.replaceAll('-', ' ')}${subject && `, ${subject}`}.`,
    );
    this.first = first;
    this.second = second;
    this.kind = kind;
    this.status = status;
  }
}

/** The gateway did not answer in time, or the caller's signal ended the call. What the gateway did is not known. */
export class AssistTimeout extends AssistError {
  override readonly name = 'AssistTimeout';

  constructor(milliseconds: number) {
    super(
      `The gateway did not answer within its deadline of ${milliseconds} ms, or the call was given up. Read the order's result before doing anything again.`,
    );
  }
}

/** The request never left: nothing was done. */
export class AssistUnreachable extends AssistError {
  override readonly name = 'AssistUnreachable';

  constructor(cause: unknown) {
    super('The gateway cannot be reached, and nothing was sent. Check the address and the network.', {
      cause: bareCause(cause),
    });
  }
}

/** The connection was lost after the request may have been read. What the gateway did is not known. */
export class AssistLost extends AssistError {
  override readonly name = 'AssistLost';

  constructor(cause: unknown) {
    super('The connection to the gateway was lost before it answered. Read the order’s result.', {
      cause: bareCause(cause),
    });
  }
}

/** The gateway counts too many requests: HTTP 429, or fault 1/3 (gateway notes, sections 8.3 and 12). */
export class AssistRateLimited extends AssistError {
  override readonly name = 'AssistRateLimited';

  constructor() {
    super('The gateway counts too many requests. Wait before the next one.');
  }
}

/** The gateway answered something that is not its language. The body is not quoted: it may hold what must not be logged. */
export class AssistMalformed extends AssistError {
  override readonly name = 'AssistMalformed';

  constructor(what: string) {
    super(`The gateway's answer cannot be read: ${what}.`);
  }
}

/** A value that the gateway would refuse. Thrown before anything is sent; the value is not quoted. */
export class AssistInvalid extends AssistError {
  override readonly name = 'AssistInvalid';
  /** Where it stands in the request, for example `payer.email` or `receipt.items[1].amount`. */
  readonly field: string;

  constructor(field: string, rule: string) {
    super(`"${field}" must be ${rule}. Nothing was sent.`);
    this.field = field;
  }
}

const isWord = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(value);

/**
 * What a failed connection was, without what its error may carry: clients hang the whole request on it, login and all. Its name,
 * code and system call stay, because they say where it broke.
 */
export function bareCause(cause: unknown): Error {
  const words: string[] = [];
  if (typeof cause === 'object' && cause !== null)
    for (const key of ['name', 'code', 'syscall']) {
      const word: unknown = Reflect.get(cause, key);
      if (isWord(word)) words.push(word);
    }
  const inner = cause instanceof Error && cause.cause !== undefined ? bareCause(cause.cause).message : '';
  const bare = new Error([words.join(' '), inner].filter(Boolean).join(': ') || 'unknown');
  bare.stack = `Error: ${bare.message}`;
  return bare;
}
