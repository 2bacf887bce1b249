import { type AssistClient, type AssistOptions, createAssistClient, fetchTransport } from './index.ts';

/** The documents' placeholders. */
export const merchant = { id: '452739', login: 'LOGIN', password: 'PASSWORD', secret: 's3cr3t-salt' } as const;

/** A request as it went over the wire. */
export interface Sent {
  path: string;
  type: string;
  authorization: string | null;
  /** The body's own words. */
  text: string;
  /** The body as names and values, whichever form it had. */
  fields: Record<string, unknown>;
}

type Say = Response | string | object | null;
type Answer = Say | ((request: Request, call: number) => Say | Promise<Say>);

/** What a body was made of: JSON text, XML text, or a whole answer. */
function respond(said: Say): Response {
  if (said instanceof Response) return said;
  return typeof said === 'string' ? new Response(said) : Response.json(said);
}

async function note(request: Request): Promise<Sent> {
  const text = await request.text();
  const type = request.headers.get('content-type') ?? '';
  const fields = type.startsWith('application/json') ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
  const { pathname } = new URL(request.url);
  return { path: pathname, type, authorization: request.headers.get('authorization'), text, fields };
}

/**
 * A client over a gateway that says what a test has it say. Every request is kept, so that a test can tell what was sent and how
 * often. Nothing waits: a pause between tries is over at once and is written down.
 */
export function gatewaySaying(
  answer: Answer,
  options: Partial<AssistOptions> = {},
): { assist: AssistClient; sent: Sent[]; pauses: number[] } {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  const assist = createAssistClient({
    baseUrl: 'https://gateway.test',
    merchantId: merchant.id,
    credentials: () => ({ login: merchant.login, password: merchant.password }),
    checkSecret: merchant.secret,
    transport: fetchTransport(async (request) => {
      sent.push(await note(request.clone()));
      return respond(typeof answer === 'function' ? await answer(request, sent.length) : answer);
    }),
    random: () => 0.5,
    wait: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    ...options,
  });
  return { assist, sent, pauses };
}

/** A connection that ends without a word. */
export const lost = () => {
  throw new TypeError('fetch failed');
};

/** An answer that never comes. */
export const silence = () => new Promise<never>(() => {});

/** What the documents name as faults, in every shape that they and public clients print (gateway notes, sections 3.5, 5.2, 8, 18). */
export const faultShapes: Readonly<Record<string, (first: number, second: number) => Say>> = {
  'numbers, detail as text': (faultcode, faultstring) => ({ fault: { detail: 'Some words', faultcode, faultstring } }),
  'text, detail as an object': (first, second) => ({
    fault: {
      detail: { message: 'Some words', recomendation: '' },
      faultcode: String(first),
      faultstring: String(second),
    },
  }),
  'old JSON': (firstcode, secondcode) => ({ firstcode, secondcode }),
  'old JSON in a wrapper': (firstcode, secondcode) => ({ orderresult: { firstcode: String(firstcode), secondcode } }),
  'XML attributes': (first, second) => `<result firstcode='${first}' secondcode='${second}' count='0'></result>`,
  'a SOAP fault': (first, second) =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>${first}</faultcode><faultstring>${second}</faultstring><detail><message>Some words</message></detail></s:Fault></s:Body></s:Envelope>`,
  'a bare SOAP fault': (first, second) =>
    `<soapenv:Fault><faultcode>${first}</faultcode><faultstring>${second}</faultstring></soapenv:Fault>`,
  'a line of CSV': (first, second) => `error;${first};${second};`,
  'status 400': (faultcode, faultstring) =>
    Response.json({ fault: { detail: 'Some words', faultcode, faultstring } }, { status: 400 }),
  'status 403': (faultcode, faultstring) =>
    Response.json({ fault: { detail: 'Some words', faultcode, faultstring } }, { status: 403 }),
};
