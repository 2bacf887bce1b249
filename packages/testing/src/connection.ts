import type { Scenario } from './scenarios.ts';

/** What a connection is made of. */
export interface ConnectionOptions {
  /** The other end. */
  answer: (request: Request) => Promise<Response>;
  /** What happens at the moment. */
  playing: () => Scenario | undefined;
  wait: (milliseconds: number) => Promise<void>;
  /** How long an answer takes in `slow`, in milliseconds. */
  slowMs: number;
}

/** The shopper's connection to the shop. */
export interface Connection {
  fetch: typeof fetch;
  /** Resolves when no request is on its way; one that is never answered does not count. */
  readonly idle: () => Promise<void>;
}

const broken = () => new TypeError('Failed to fetch');
const never = new Promise<never>(() => {});

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Makes a connection: a `fetch` that may be slow, broken, or silent. */
export function createConnection({ answer, playing, wait, slowMs }: ConnectionOptions): Connection {
  let underWay = 0;
  let idlers: (() => void)[] = [];

  async function carry(request: Request, scenario: Scenario | undefined): Promise<Response> {
    underWay++;
    try {
      if (scenario === 'slow') await wait(slowMs);
      const response = await answer(request);
      if (scenario === 'answer-lost' && request.url.endsWith('/confirm')) throw broken();
      return response;
    } finally {
      underWay--;
      if (!underWay) for (const done of idlers.splice(0)) done();
    }
  }

  return {
    fetch: async (input, init = {}) => {
      const scenario = playing();
      if (scenario === 'offline') throw broken();
      const given = input instanceof Request ? input : String(input);
      const signal = init.signal ?? (input instanceof Request ? input.signal : undefined);
      // Who has given up before sends nothing.
      if (signal?.aborted) throw signal.reason;
      // The signal ends the waiting here and not the work at the other end, as on a real connection.
      const request = new Request(given, { ...init, signal: null });
      const carried = scenario === 'pending' ? never : carry(request, scenario);
      return signal ? Promise.race([carried, aborted(signal)]) : carried;
    },
    idle: () =>
      new Promise((done) => {
        if (underWay) idlers = [...idlers, done];
        else done();
      }),
  };
}
