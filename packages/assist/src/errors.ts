/** Anything that went wrong between us and the gateway. Nothing secret is in a message, a field or a cause that prints. */
export class AssistError extends Error {
  override readonly name: string = 'AssistError';
}

/** The gateway refused: first code (kind) and second code (what it concerns), gateway notes, section 8. For operators, not for shoppers. */
export class AssistFault extends AssistError {
  override readonly name = 'AssistFault';
  readonly first: number;
  readonly second: number;

  constructor(first: number, second: number) {
    super(
      `The gateway refused the request with fault ${first}/${second}. Look the pair up in the gateway's table of codes.`,
    );
    this.first = first;
    this.second = second;
  }
}

/** The gateway did not answer in time. What it did is not known. */
export class AssistTimeout extends AssistError {
  override readonly name = 'AssistTimeout';

  constructor(milliseconds: number) {
    super(`The gateway did not answer within ${milliseconds} ms. Read the order's result before doing anything again.`);
  }
}

/** The request never left: nothing was done. */
export class AssistUnreachable extends AssistError {
  override readonly name = 'AssistUnreachable';

  constructor(cause: unknown) {
    super('The gateway cannot be reached, and nothing was sent. Check the address and the network.', { cause });
  }
}

/** The connection was lost after the request may have been read. What the gateway did is not known. */
export class AssistLost extends AssistError {
  override readonly name = 'AssistLost';

  constructor(cause: unknown) {
    super('The connection to the gateway was lost before it answered. Read the order’s result.', { cause });
  }
}

/** The gateway counts too many requests (gateway notes, section 12). */
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

/** A value that the gateway would refuse. Thrown before anything is sent. */
export class AssistInvalid extends AssistError {
  override readonly name = 'AssistInvalid';
  readonly field: string;

  constructor(field: string, rule: string) {
    super(`"${field}" must be ${rule}. Nothing was sent.`);
    this.field = field;
  }
}
