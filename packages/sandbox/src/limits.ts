/** Requests a second that a service takes, by the name it has in fault rules (gateway notes, section 12). */
const perSecond: Readonly<Record<string, number>> = { silentpay: 60, orderresult: 100 };
/** How many come through at once before the others wait: the documents say 8 to 16. */
const burst = 16;
/** How long a request waits at most, in milliseconds. */
const longestWait = 5000;

/** What a request is told: how many milliseconds to wait, or that there are too many. */
export type Turn = { wait: number } | 'too-many';

/** Counts requests against the documented limits. */
export class Limits {
  /** Off: nobody waits. */
  readonly #on: boolean;
  readonly #now: () => number;
  /** When each service will have caught up with what it has taken. */
  readonly #busyUntil = new Map<string, number>();

  constructor(on: boolean, now: () => number) {
    this.#on = on;
    this.#now = now;
  }

  take(service: string): Turn {
    const rate = perSecond[service];
    if (!this.#on || !rate) return { wait: 0 };
    const now = this.#now();
    const free = Math.max(now, this.#busyUntil.get(service) ?? 0);
    const wait = Math.max(0, free - now - ((burst - 1) * 1000) / rate);
    if (wait > longestWait) return 'too-many';
    this.#busyUntil.set(service, free + 1000 / rate);
    return { wait };
  }
}

/** What stands in front of the gateway answers, in its own words: not JSON (gateway notes, section 12). */
export const tooMany = (): Response =>
  new Response(
    '<html>\r\n<head><title>429 Too Many Requests</title></head>\r\n<body>\r\n<center><h1>429 Too Many Requests</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
    { status: 429, headers: { 'content-type': 'text/html' } },
  );
