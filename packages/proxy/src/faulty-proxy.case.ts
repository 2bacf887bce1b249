import { merchant } from '@onfile/sandbox';
import { baseUrl, type guardShop, shopOrigin } from './guard-shop.case.ts';

type Shop = ReturnType<typeof guardShop>;
/** How a proxy answers. */
export type Handler = (request: Request) => Promise<Response>;

/** One way to build a proxy wrong, over one that is right. */
export interface ProxyFault {
  name: string;
  /** The checks that notice, all of them. */
  noticedBy: string[];
  build: (good: Handler, shop: Shop) => Handler;
}

/** The same request with other headers, or another body. */
async function changed(
  request: Request,
  headers: Readonly<Record<string, string | undefined>>,
  rewrite: (text: string) => string = (text) => text,
): Promise<Request> {
  const next = new Headers(request.headers);
  for (const [name, value] of Object.entries(headers))
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  const { method, url } = request;
  const text = method === 'GET' || method === 'HEAD' ? undefined : rewrite(await request.clone().text());
  return new Request(url, { method, headers: next, ...(text !== undefined && { body: text }) });
}

/** The same answer with other headers. */
function dressed(answer: Response, headers: Readonly<Record<string, string | undefined>>): Response {
  for (const [name, value] of Object.entries(headers))
    if (value === undefined) answer.headers.delete(name);
    else answer.headers.set(name, value);
  return answer;
}

const isJson = (answer: Response) => answer.headers.get('content-type')?.includes('json') ?? false;

/** The same answer with another body, where it is JSON. */
async function reworded(answer: Response, rewrite: (json: Json) => unknown): Promise<Response> {
  if (!isJson(answer)) return answer;
  const json: Json = JSON.parse(await answer.text());
  return new Response(JSON.stringify(rewrite(json)), { status: answer.status, headers: answer.headers });
}

// Whatever stands in an answer.
// oxlint-disable-next-line typescript/no-explicit-any
type Json = any;

const problem = (status: number, code: string, title = 'No.') =>
  new Response(JSON.stringify({ type: 'about:blank', title, status, code }), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });

const pathOf = ({ url }: Request) => url.slice(baseUrl.length).split('?')[0] ?? '';
const isConfirm = (request: Request) => pathOf(request).endsWith('/confirm');
const intentOf = (request: Request) => /^\/intents\/([^/]+)/.exec(pathOf(request))?.[1] ?? '';

/** Whatever `answer` does with the answer of a good proxy. */
const answering =
  (answer: (response: Response, request: Request, shop: Shop) => Response | Promise<Response>): ProxyFault['build'] =>
  (good, shop) =>
  async (request) =>
    answer(await good(request.clone()), request, shop);

/** A good proxy that is asked something else. */
const asking =
  (ask: (request: Request) => Promise<Request> | Request): ProxyFault['build'] =>
  (good) =>
  async (request) =>
    good(await ask(request));

/** Charges an order once more, as a proxy does that does not know what it did. */
async function chargeAgain(order: string, { sandbox }: Shop): Promise<void> {
  const cards = await sandbox(new Request('https://gateway.test/__sandbox/customers/anna'));
  const { token } = JSON.parse(await cards.text()).cards[0];
  await sandbox(
    new Request('https://gateway.test/pay/tokenpay.cfm', {
      method: 'POST',
      body: JSON.stringify({
        Merchant_ID: merchant.id,
        Login: merchant.login,
        Password: merchant.password,
        OrderNumber: order,
        OrderAmount: '1250.00',
        OrderCurrency: 'RUB',
        TokenType: 5,
        PaymentToken: { Token: token, CustomerNumber: 'anna' },
      }),
    }),
  );
}

/** A proxy that remembers the secrets of intents that it opened. */
const remembering =
  (
    use: (good: Handler, request: Request, secrets: ReadonlyMap<string, string>, shop: Shop) => Promise<Response>,
  ): ProxyFault['build'] =>
  (good, shop) => {
    const secrets = new Map<string, string>();
    return async (request) => {
      const answer = await use(good, request, secrets, shop);
      if (pathOf(request) === '/intents' && answer.status === 200) {
        const { id, secret } = JSON.parse(await answer.clone().text());
        secrets.set(id, secret);
      }
      return answer;
    };
  };

const withSecret = (request: Request, secret: string | undefined) =>
  changed(request, { authorization: secret && `Bearer ${secret}` });

/** What an answer becomes that should have been a refusal: the intent as it stands. */
const intentInstead =
  (code: string, also: (order: string, shop: Shop) => Promise<void> = async () => {}): ProxyFault['build'] =>
  (good, shop) =>
  async (request) => {
    const answer = await good(request.clone());
    if (!isConfirm(request) || answer.status < 400 || JSON.parse(await answer.clone().text()).code !== code)
      return answer;
    const headers = { authorization: request.headers.get('authorization') ?? '', origin: shopOrigin };
    const read = await good(new Request(`${baseUrl}/intents/${intentOf(request)}`, { headers }));
    await also(JSON.parse(await read.clone().text()).order, shop);
    return read;
  };

/** Keeps of a JSON body what a loose schema keeps: the fields that are known, at the top. */
function onlyKnown(text: string): string {
  try {
    const { order, card, browser, save, nickname, isDefault } = JSON.parse(text);
    const { amount: _, ...screen } = browser ?? {};
    return JSON.stringify({ order, card, ...(browser && { browser: screen }), save, nickname, isDefault });
  } catch {
    return text;
  }
}

const unsealed = (url: string) => btoa(url).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const png = () => new Response(new Uint8Array([137, 80, 78, 71]), { headers: { 'content-type': 'image/png' } });

const oftenCharged = async (order: string, shop: Shop) => chargeAgain(order, shop);

/** Proxies as people build them. */
export const proxyFaults: ProxyFault[] = [
  {
    name: 'reflects the Origin of whoever asks',
    noticedBy: ['origin-not-reflected', 'preflight-closed'],
    build: answering((answer, request) =>
      dressed(answer, {
        'access-control-allow-origin': request.headers.get('origin') ?? undefined,
        'access-control-allow-credentials': 'true',
      }),
    ),
  },
  {
    name: 'lets everybody read',
    noticedBy: ['origin-not-reflected', 'preflight-closed'],
    build: answering((answer) => dressed(answer, { 'access-control-allow-origin': '*' })),
  },
  {
    name: 'answers every preflight with yes',
    noticedBy: ['preflight-closed'],
    build: (good) => async (request) =>
      request.method === 'OPTIONS'
        ? new Response(null, {
            status: 204,
            headers: { 'access-control-allow-origin': request.headers.get('origin') ?? '*' },
          })
        : good(request),
  },
  {
    name: 'does not look at where a request comes from',
    noticedBy: ['origin-refused', 'origin-whole', 'fetch-metadata', 'origin-unsaid'],
    build: asking((request) => changed(request, { origin: shopOrigin, 'sec-fetch-site': undefined })),
  },
  {
    name: 'compares the beginning of an origin',
    noticedBy: ['origin-whole'],
    build: asking((request) => {
      const isLike = request.headers.get('origin')?.toLowerCase().startsWith(shopOrigin);
      return isLike ? changed(request, { origin: shopOrigin }) : request;
    }),
  },
  {
    name: 'does not believe the browser’s own word on the site',
    noticedBy: ['fetch-metadata'],
    build: asking((request) =>
      request.headers.has('sec-fetch-site') && !request.headers.has('origin')
        ? changed(request, { 'sec-fetch-site': undefined, origin: shopOrigin })
        : request,
    ),
  },
  {
    name: 'lets through what says nothing of where it comes from',
    noticedBy: ['origin-unsaid'],
    build: asking((request) =>
      request.headers.has('sec-fetch-site') || request.headers.has('origin')
        ? request
        : changed(request, { origin: shopOrigin }),
    ),
  },
  {
    name: 'says of a foreign card that it is foreign',
    noticedBy: ['card-foreign'],
    build: (good, shop) => async (request) => {
      const isForeign = request.method === 'DELETE' && request.headers.get('cookie') === 'shop=boris';
      const theirs: { id: string }[] = isForeign ? await shop.cards('anna') : [];
      return theirs.some(({ id }) => pathOf(request).endsWith(id)) ? problem(403, 'forbidden') : good(request);
    },
  },
  {
    name: 'says of a foreign order that it is foreign',
    noticedBy: ['order-foreign'],
    build: (good) => async (request) => {
      const isForeign = pathOf(request) === '/intents' && request.headers.get('cookie') === 'shop=boris';
      return isForeign && (await request.clone().text()).includes('anna-') ? problem(403, 'forbidden') : good(request);
    },
  },
  {
    name: 'charges a foreign card, or says why not',
    noticedBy: ['confirm-foreign-card'],
    build: (good, shop) => async (request) => {
      const theirs: { id: string }[] = isConfirm(request) ? await shop.cards('boris') : [];
      const text = isConfirm(request) ? await request.clone().text() : '';
      return theirs.some(({ id }) => text.includes(id)) ? problem(422, 'card_not_payable') : good(request);
    },
  },
  {
    name: 'ignores fields that it does not know',
    noticedBy: [
      'unknown-field',
      'inherited-field',
      'body-size',
      'confirm-unknown-field',
      'confirm-size',
      'confirm-code',
    ],
    build: asking((request) =>
      changed(request, {}, (text) => (text.includes('"order":"') || text.includes('"card"') ? onlyKnown(text) : text)),
    ),
  },
  {
    name: 'takes names that every object has',
    noticedBy: ['inherited-field'],
    build: asking((request) => changed(request, {}, (text) => text.replace(/,"(__proto__|constructor)":\{\}/, ''))),
  },
  {
    name: 'takes a security code that nobody asked for',
    noticedBy: ['confirm-code'],
    build: asking((request) => changed(request, {}, (text) => text.replace(',"cvc":"123"', ''))),
  },
  {
    name: 'reads JSON of any type',
    noticedBy: ['content-type'],
    build: asking((request) => changed(request, { 'content-type': 'application/json' })),
  },
  {
    name: 'answers a malformed body with the framework’s own page',
    noticedBy: ['malformed', 'body-depth', 'body-size', 'content-type', 'inherited-field', 'unknown-field'],
    build: answering((answer, request) =>
      answer.status === 400 && pathOf(request) === '/intents'
        ? new Response('<h1>SyntaxError: Unexpected token</h1>', {
            status: 500,
            headers: { 'content-type': 'text/html' },
          })
        : answer,
    ),
  },
  {
    name: 'reads bodies of any size',
    noticedBy: ['body-size', 'confirm-size'],
    build: asking((request) => changed(request, {}, (text) => (text.startsWith(' ') ? text.trim() : text))),
  },
  {
    name: 'falls over a tower of brackets',
    noticedBy: ['body-depth'],
    build: (good) => async (request) => {
      const isTower = request.method === 'POST' && (await request.clone().text()).includes('[[[[');
      return isTower ? new Response('RangeError: Maximum call stack size exceeded', { status: 500 }) : good(request);
    },
  },
  {
    name: 'says paid where nobody knows',
    noticedBy: ['doubt'],
    build: answering((answer) =>
      reworded(answer, (json) => (json.status === 'unconfirmed' ? { ...json, status: 'paid' } : json)),
    ),
  },
  {
    name: 'reads a doubt as a decline',
    noticedBy: ['doubt'],
    build: answering((answer) =>
      reworded(answer, (json) => (json.status === 'unconfirmed' ? { ...json, status: 'declined' } : json)),
    ),
  },
  {
    name: 'lets another key in while one is in doubt',
    noticedBy: ['doubt'],
    build: intentInstead('processing'),
  },
  {
    name: 'pays again under a key that it knows',
    noticedBy: ['key-replayed', 'key-reused', 'order-closed'],
    build: (good, shop) => {
      const used = new Set<string>();
      return async (request) => {
        const key = isConfirm(request) ? request.headers.get('idempotency-key') : null;
        const answer = await good(request.clone());
        const { order } = key && answer.status === 200 ? JSON.parse(await answer.clone().text()) : {};
        if (key && order && used.has(key)) await chargeAgain(order, shop);
        if (key) used.add(key);
        return answer;
      };
    },
  },
  {
    name: 'does not compare the card of a key',
    noticedBy: ['key-reused'],
    build: intentInstead('key_reused'),
  },
  {
    name: 'pays a paid order again under a new key',
    noticedBy: ['order-closed', 'double-press'],
    build: intentInstead('order_closed', oftenCharged),
  },
  {
    name: 'shows another sum than it charges',
    noticedBy: ['pay-once'],
    build: answering((answer) => reworded(answer, (json) => (json.amount ? { ...json, amount: '1.00' } : json))),
  },
  {
    name: 'says that an answer may be kept',
    noticedBy: ['list-no-store', 'intent-no-store'],
    build: answering((answer) =>
      answer.status === 200 ? dressed(answer, { 'cache-control': 'private, max-age=60' }) : answer,
    ),
  },
  {
    name: 'answers JSON as HTML',
    noticedBy: ['list-shape', 'intent-shape', 'pay-once', 'key-replayed'],
    build: answering((answer) =>
      answer.status === 200 && isJson(answer) ? dressed(answer, { 'content-type': 'text/html' }) : answer,
    ),
  },
  {
    name: 'has lists of another shape',
    noticedBy: [
      'list-shape',
      'list-closed',
      'names-stable',
      'names-own',
      'card-forged',
      'card-foreign',
      'art-sealed',
      'art-safe',
      'confirm-foreign-card',
      'pay-once',
      'key-replayed',
      'key-reused',
      'order-closed',
      'double-press',
      'doubt',
    ],
    build: answering((answer) => reworded(answer, (json) => (json.cards ? { items: json.cards } : json))),
  },
  {
    name: 'says what is behind it when that fails',
    noticedBy: ['gateway-words'],
    build: answering((answer) =>
      answer.status === 503
        ? problem(503, 'unavailable', 'pay-17.internal answered <html> at https://gateway.test/list.cfm')
        : answer,
    ),
  },
  {
    name: 'reads a failing gateway as an empty list',
    noticedBy: ['gateway-words'],
    build: (good) => async (request) => {
      const answer = await good(request.clone());
      if (answer.status !== 503) return answer;
      return Response.json({ cards: [], serverTime: new Date(0).toISOString(), capabilities: {} });
    },
  },
  {
    name: 'adds a stack to what is not there',
    noticedBy: ['problem-shape'],
    build: answering((answer, request) =>
      pathOf(request) === '/no-such-thing'
        ? reworded(answer, (json) => ({ ...json, stack: 'at list (cards.ts:1:1)' }))
        : answer,
    ),
  },
  {
    name: 'has codes of its own',
    noticedBy: ['signed-out', 'secret-needed', 'secret-wrong', 'secret-bound'],
    build: answering((answer) =>
      reworded(answer, (json) => (json.code === 'unauthenticated' ? { ...json, code: 'login_required' } : json)),
    ),
  },
  {
    name: 'shows an empty list to nobody in particular',
    noticedBy: ['signed-out'],
    build: (good) => async (request) =>
      pathOf(request) === '/cards' && !request.headers.has('cookie') ? Response.json({ cards: [] }) : good(request),
  },
  {
    name: 'names pictures by their address',
    noticedBy: ['art-sealed', 'art-address', 'art-safe'],
    build: (good) => async (request) => {
      if (pathOf(request).startsWith('/art/aHR0')) return png();
      return reworded(await good(request), (json) => {
        for (const card of json.cards ?? [])
          for (const asset of card.assets)
            for (const file of asset.assetData)
              file.url = `/onfile/v1/art/${unsealed(`https://art.sandbox.test${file.url}`)}`;
        return json;
      });
    },
  },
  {
    name: 'fetches what the browser names',
    noticedBy: ['art-address'],
    build: (good) => async (request) => (pathOf(request).startsWith('/art/aHR0') ? png() : good(request)),
  },
  {
    name: 'passes a stranger’s SVG on',
    noticedBy: ['art-safe'],
    build: answering((answer) =>
      answer.headers.get('content-type') === 'image/png'
        ? dressed(answer, { 'content-type': 'image/svg+xml' })
        : answer,
    ),
  },
  {
    name: 'forgets the guards’ headers',
    noticedBy: ['list-headers'],
    build: answering((answer) =>
      answer.status === 200 && isJson(answer) ? dressed(answer, { 'content-security-policy': undefined }) : answer,
    ),
  },
  {
    name: 'forgets the guards’ headers when it refuses',
    noticedBy: ['problem-headers'],
    build: answering((answer) =>
      answer.status >= 400 ? dressed(answer, { 'x-content-type-options': undefined }) : answer,
    ),
  },
  {
    name: 'names a card anew in each answer',
    noticedBy: ['names-stable'],
    build: (good) => {
      const names = new Map<string, string>();
      let count = 0;
      const known = (text: string) => [...names].reduce((all, [made, id]) => all.replace(made, id), text);
      return async (request) => {
        const asked = await changed(request, {}, known);
        const url = known(request.url);
        const answer = await good(new Request(url, asked));
        return reworded(answer, (json) => {
          for (const card of json.cards ?? []) {
            const made = `made${count++}x`;
            names.set(made, card.id);
            card.id = made;
          }
          return json;
        });
      };
    },
  },
  {
    name: 'has one name of a card for everybody',
    noticedBy: ['names-own', 'confirm-foreign-card', 'pay-once', 'key-replayed', 'key-reused'],
    build: (good, shop) => async (request) => {
      const isBoris = request.headers.get('cookie') === 'shop=boris';
      const answer = await good(request.clone());
      if (!isBoris || pathOf(request) !== '/cards') return answer;
      const [first] = await shop.cards('anna');
      return reworded(answer, (json) => ({
        ...json,
        cards: json.cards.map((card: Json) => ({ ...card, id: first.id })),
      }));
    },
  },
  {
    name: 'does not look at the end of an id',
    noticedBy: ['card-forged'],
    build: (good, shop) => async (request) => {
      if (request.method !== 'DELETE') return good(request);
      const own: { id: string }[] = await shop.cards('anna');
      const isLike = own.some(({ id }) => pathOf(request).startsWith(`/cards/${id.slice(0, 20)}`));
      return isLike && request.headers.get('cookie') === 'shop=anna'
        ? new Response(null, { status: 204 })
        : good(request);
    },
  },
  {
    name: 'says of a card that is not there that it is gone',
    noticedBy: ['card-absent', 'card-forged'],
    build: answering((answer, request) =>
      request.method === 'DELETE' && answer.status === 404 ? problem(410, 'card_gone') : answer,
    ),
  },
  {
    name: 'shows the token',
    noticedBy: ['list-closed'],
    build: answering((answer) =>
      reworded(answer, (json) => ({
        ...json,
        ...(json.cards && { cards: json.cards.map((card: Json) => ({ ...card, token: '0000A11A' })) }),
      })),
    ),
  },
  {
    name: 'opens every intent with any secret that it made',
    noticedBy: ['secret-bound'],
    build: remembering(async (good, request, secrets) => {
      const held = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
      const isOwn = [...secrets.values()].includes(held);
      return good(
        isOwn && secrets.has(intentOf(request)) ? await withSecret(request, secrets.get(intentOf(request))) : request,
      );
    }),
  },
  {
    name: 'opens an intent by the session',
    noticedBy: ['secret-needed'],
    build: remembering(async (good, request, secrets) =>
      good(
        request.headers.has('authorization') || !secrets.has(intentOf(request))
          ? request
          : await withSecret(request, secrets.get(intentOf(request))),
      ),
    ),
  },
  {
    name: 'says which intents there are',
    noticedBy: ['secret-wrong'],
    build: remembering(async (good, request, secrets) => {
      const answer = await good(request);
      return answer.status === 401 && intentOf(request) && !secrets.has(intentOf(request))
        ? problem(404, 'not_found')
        : answer;
    }),
  },
  {
    name: 'makes a key where there is none',
    noticedBy: ['key-needed'],
    build: asking((request) =>
      isConfirm(request) && !/^[\w-]{16,64}$/.test(request.headers.get('idempotency-key') ?? '')
        ? changed(request, { 'idempotency-key': crypto.randomUUID() })
        : request,
    ),
  },
  {
    name: 'opens another intent each time',
    noticedBy: ['intent-single'],
    build: (good) => {
      let count = 0;
      const own = (request: Request) => request.url.replace(/_x\d+/, '');
      return async (request) => {
        const answer = await good(new Request(own(request), request));
        return pathOf(request) === '/intents' && answer.status === 200
          ? reworded(answer, (json) => ({ ...json, id: `${json.id}_x${count++}` }))
          : answer;
      };
    },
  },
  {
    name: 'pays with the first card where the named one is not there',
    noticedBy: ['confirm-absent-card', 'pay-once', 'key-replayed', 'key-reused'],
    build: (good, shop) => async (request) => {
      const answer = await good(request.clone());
      if (!isConfirm(request) || answer.status !== 404) return answer;
      const [first] = await shop.cards('anna');
      return good(await changed(request, {}, (text) => text.replace(/"card":"[^"]*"/, `"card":"${first.id}"`)));
    },
  },
  {
    name: 'leads the way back to where the address says',
    noticedBy: ['return-closed'],
    build: (good) => async (request) => {
      const to = new URL(request.url).searchParams.get('returnTo');
      return pathOf(request) === '/return' && to
        ? new Response(null, { status: 303, headers: { location: to } })
        : good(request);
    },
  },
];
