import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cardList, notificationForm, order, orderResult, resultOrder, token, tokenPayment } from './documented.case.ts';
import { gatewaySaying, lost, silence } from './gateway.case.ts';
import { type AssistClient, type CallOptions, createAssistClient, fetchTransport } from './index.ts';

type Call = (assist: AssistClient, call?: CallOptions) => Promise<unknown>;
const bill = '5161957242913224';
const payment = { ...order, customer: 'cust-42', token } as const;
const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-05T00:00:00Z') };
const transaction = '0f6c1f0e-5a0b-4b58-9d5e-2f0a7c9f3b11';

/** Every operation that goes to the gateway, by what it may do there. */
const money: readonly [string, Call][] = [
  ['pay-with-token', (assist, call) => assist.payWithToken(payment, call)],
  ['pay-order-with-token', (assist, call) => assist.payOrderWithToken({ ...payment, pageId: 'x' }, call)],
  ['continue-3ds', (assist, call) => assist.continue3ds({ ...order, bill, transaction }, call)],
  ['pay-recurrent', (assist, call) => assist.payRecurrent({ ...order, initialBill: bill }, call)],
  ['capture', (assist, call) => assist.capture({ bill }, call)],
  ['cancel', (assist, call) => assist.cancel({ bill, reason: 'shop' }, call)],
];
const once: readonly [string, Call][] = [
  ['remove-stored-card', (assist, call) => assist.removeStoredCard({ customer: 'cust-42', token }, call)],
  ['pay-page-link', (assist, call) => assist.payPageLink(order, call)],
  ['deny-order', (assist, call) => assist.denyOrder(order, call)],
];
const reads: readonly [string, Call][] = [
  ['list-stored-cards', (assist, call) => assist.listStoredCards({ customer: 'cust-42' }, call)],
  ['read-order-result', (assist, call) => assist.readOrderResult({ order: order.order, ...window }, call)],
  ['read-order-state', (assist, call) => assist.readOrderState({ order: order.order, ...window }, call)],
];

describe('what moves money', () => {
  it.each(money)('%s is sent once and is unconfirmed, however the gateway fails', async (_, call) => {
    const failures = [
      lost,
      () => new Response('broken', { status: 500 }),
      () => new Response('broken', { status: 502 }),
      () => new Response('<html>429</html>', { status: 429 }),
      () => new Response(null, { status: 307, headers: { location: 'https://gateway.test/again' } }),
      '',
      'null',
      '[]',
      '{',
      '<html></html>',
      '<a>',
      { message: 'ok' },
    ];
    for (const failure of failures) {
      const { assist, sent, pauses } = gatewaySaying(failure);
      expect(await call(assist)).toMatchObject({ type: 'unconfirmed' });
      expect(sent).toHaveLength(1);
      expect(pauses).toEqual([]);
    }
  });

  it.each(money)('%s asks for a connection that nobody used before', async (_, call) => {
    const asked: boolean[] = [];
    const { assist } = gatewaySaying('', {
      transport: async (__, { fresh }) => {
        asked.push(fresh);
        return { type: 'unknown', cause: undefined };
      },
    });
    await call(assist);
    expect(asked).toEqual([true]);
  });

  it.each(money)('%s says so where it provably never left', async (_, call) => {
    const { assist } = gatewaySaying('', {
      transport: async () => ({ type: 'not-sent', cause: new Error('no route') }),
    });
    expect(await call(assist)).toMatchObject({ type: 'not-sent' });
  });

  it.each(money)('%s is not sent at all where its deadline is over before', async (_, call) => {
    const { assist, sent } = gatewaySaying('');
    expect(await call(assist, { signal: AbortSignal.abort() })).toMatchObject({ type: 'not-sent' });
    expect(sent).toEqual([]);
  });

  it.each(money)('%s is unconfirmed, and was sent, where its deadline ends it', async (_, call) => {
    const ends = new AbortController();
    const { assist, sent } = gatewaySaying(() => {
      ends.abort();
      return silence();
    });
    expect(await call(assist, { signal: ends.signal })).toEqual({ type: 'unconfirmed', why: 'timeout' });
    expect(sent).toHaveLength(1);
  });

  it.each(money)('%s is unconfirmed where the body never ends, or the transport throws', async (_, call) => {
    const ends = new AbortController();
    const pull = () => {
      ends.abort();
      return silence();
    };
    const endless = new ReadableStream({ pull }, { highWaterMark: 0 });
    const { assist } = gatewaySaying(() => new Response(endless));
    expect(await call(assist, { signal: ends.signal })).toEqual({ type: 'unconfirmed', why: 'timeout' });
    const throwing = gatewaySaying('', { transport: lost });
    expect(await call(throwing.assist)).toEqual({ type: 'unconfirmed', why: 'lost' });
  });

  it.each(money)('%s is not sent where the merchant’s credentials cannot be had', async (_, call) => {
    const credentials = () => {
      throw new Error('PASSWORD-CANARY');
    };
    const { assist, sent } = gatewaySaying('', { credentials });
    const error = await call(assist).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'AssistInvalid', field: 'credentials' });
    expect(inspect(error)).not.toContain('CANARY');
    expect(sent).toEqual([]);
  });
});

describe('what is asked once', () => {
  it.each(once)('%s is not repeated', async (_, call) => {
    const { assist, sent, pauses } = gatewaySaying(lost);
    await expect(call(assist)).rejects.toMatchObject({ name: 'AssistLost' });
    expect(sent).toHaveLength(1);
    expect(pauses).toEqual([]);
  });
});

describe('what reads', () => {
  it.each(reads)('%s is repeated at most twice, with a pause that grows and differs', async (_, call) => {
    const { assist, sent, pauses } = gatewaySaying(lost);
    await expect(call(assist)).rejects.toMatchObject({ name: 'AssistLost' });
    expect(sent).toHaveLength(3);
    expect(pauses).toEqual([100, 200]);
    const shorter = gatewaySaying(lost, { random: () => 0.1 });
    await expect(call(shorter.assist)).rejects.toMatchObject({ name: 'AssistLost' });
    expect(shorter.pauses).toEqual([20, 40]);
  });

  it.each(reads)('%s is repeated where it provably never left', async (_, call) => {
    let tries = 0;
    const { assist } = gatewaySaying('', {
      transport: async () => {
        tries++;
        return { type: 'not-sent', cause: undefined };
      },
    });
    await expect(call(assist)).rejects.toMatchObject({ name: 'AssistUnreachable' });
    expect(tries).toBe(3);
  });

  it.each(reads)('%s is not repeated where the gateway has answered, whatever it said', async (_, call) => {
    for (const answer of [
      () => new Response('broken', { status: 503 }),
      () => new Response('<html>429</html>', { status: 429 }),
      { fault: { faultcode: 7, faultstring: 102 } },
      '{',
    ]) {
      const { assist, sent } = gatewaySaying(answer);
      await expect(call(assist)).rejects.toMatchObject({ name: expect.stringMatching(/^Assist/) });
      expect(sent).toHaveLength(1);
    }
  });

  it.each(reads)('%s has one deadline for all of its tries', async (_, call) => {
    const ends = new AbortController();
    const { assist, sent } = gatewaySaying(lost, {
      wait: () => {
        ends.abort();
        return silence();
      },
    });
    await expect(call(assist, { signal: ends.signal })).rejects.toMatchObject({ name: 'AssistTimeout' });
    expect(sent).toHaveLength(1);
  });
});

describe('a deadline', () => {
  it.each([...once, ...reads])('of %s also ends a body that never ends', async (_, call) => {
    const ends = new AbortController();
    const pull = () => {
      ends.abort();
      return silence();
    };
    const { assist } = gatewaySaying(() => new Response(new ReadableStream({ pull }, { highWaterMark: 0 })));
    await expect(call(assist, { signal: ends.signal })).rejects.toMatchObject({ name: 'AssistTimeout' });
  });

  it.each([...money, ...once, ...reads])('of %s is the client’s own unless one is passed in', async (_, call) => {
    const given: AbortSignal[] = [];
    const { assist } = gatewaySaying('', {
      deadlines: { read: 1_000_000, pay: 2_000_000 },
      transport: async (__, { signal }) => {
        given.push(signal);
        return { type: 'unknown', cause: undefined };
      },
    });
    const own = new AbortController();
    await call(assist, { signal: own.signal, deadlineMs: 3_000_000 }).catch(() => {});
    expect(given.every((signal) => !signal.aborted)).toBe(true);
    own.abort();
    expect(given.every((signal) => signal.aborted)).toBe(true);
  });

  it('ends by itself', async () => {
    const { assist } = gatewaySaying(silence);
    expect(await assist.payWithToken(payment, { deadlineMs: 1 })).toEqual({ type: 'unconfirmed', why: 'timeout' });
    await expect(assist.listStoredCards({ customer: 'cust-42' }, { deadlineMs: 1 })).rejects.toThrow(
      'deadline of 1 ms',
    );
  });
});

describe('a login', () => {
  const everything = [...money, ...once, ...reads];

  it.each([
    'http://gateway.test',
    'http://10.0.0.1',
    'http://127.0.0.1.evil.test',
    'http://localhost.evil.test',
    'ftp://localhost',
    'nonsense',
    '',
  ])('is never sent to %j', (baseUrl) => {
    expect(() => gatewaySaying('', { baseUrl })).toThrow('"baseUrl" must be');
  });

  it.each([
    'https://gateway.test',
    'http://127.0.0.1:9010',
    'http://localhost:9010',
    'http://[::1]:9010',
    'http://0x7f.1',
  ])('may be sent to %s', (baseUrl) => {
    expect(() => gatewaySaying('', { baseUrl })).not.toThrow();
  });

  it('is not part of the address', () => {
    const options = { baseUrl: 'https://LOGIN-CANARY:PASSWORD-CANARY@gateway.test' };
    expect(() => gatewaySaying('', options)).toThrow('"baseUrl" must be an address without a user or a password in it');
    expect(() => gatewaySaying('', options)).not.toThrow('CANARY');
  });

  it.each(everything)('of %s is not sent again after a redirect, wherever it leads', async (_, call) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const hosts: string[] = [];
      const answer = (request: Request) => {
        hosts.push(new URL(request.url).host);
        return new Response(null, { status, headers: { location: 'https://evil.test/' } });
      };
      const { assist, sent } = gatewaySaying(answer);
      const result = await call(assist).catch((reason: unknown) => reason);
      expect(result).not.toMatchObject({ type: 'answered' });
      expect(hosts).toEqual(['gateway.test']);
      expect(sent).toHaveLength(1);
    }
  });

  it('leaves by a request that says that redirects are not followed', async () => {
    let redirect = '';
    const assist = createAssistClient({
      baseUrl: 'https://gateway.test',
      merchantId: '452739',
      credentials: () => ({ login: 'LOGIN', password: 'PASSWORD' }),
      transport: fetchTransport(async (request) => {
        redirect = request.redirect;
        return Response.json([]);
      }),
    });
    await assist.listStoredCards({ customer: 'cust-42' });
    expect(redirect).toBe('manual');
  });

  it.each(['', 'x', '4527 39', '452739;x'])('goes for no merchant called %j', (merchantId) => {
    expect(() => gatewaySaying('', { merchantId })).toThrow('"merchantId" must be digits');
  });
});

describe('what is secret', () => {
  const secrets = {
    login: 'LOGIN-CANARY',
    password: 'PASSWORD-CANARY',
    checkSecret: 'SECRET-CANARY',
    customer: 'CUSTOMER-CANARY',
    cvc: '9753',
    token,
  };
  const options = {
    credentials: () => ({ login: secrets.login, password: secrets.password }),
    checkSecret: secrets.checkSecret,
    cvcParameter: 'Cvc2',
  };
  const card = { customer: secrets.customer, token };
  const calls: readonly [string, Call][] = [
    ...money,
    ...once,
    ...reads,
    ['a payment with a code', (assist) => assist.payWithToken({ ...payment, ...card, cvc: secrets.cvc })],
    ['a removal', (assist) => assist.removeStoredCard(card)],
    ['a list', (assist) => assist.listStoredCards(card)],
    [
      'a payment that is held back',
      (assist) => assist.payWithToken({ ...payment, ...card, cvc: secrets.cvc, comment: secrets.password.repeat(30) }),
    ],
  ];
  /** The gateway, or somebody between, says back what it was sent. */
  const echoes: readonly [string, (request: Request) => Promise<Response>][] = [
    ['as it came', async (request) => new Response(await request.text())],
    ['in broken JSON', async (request) => new Response(`{"echo": ${await request.text()}`)],
    ['in broken XML', async (request) => new Response(`<a>${await request.text()}`)],
    [
      'in the detail of a fault',
      async (request) => Response.json({ fault: { detail: await request.text(), faultcode: 7, faultstring: 102 } }),
    ],
    [
      'in the codes of a fault',
      async (request) => Response.json({ fault: { faultcode: await request.text(), faultstring: 1 } }),
    ],
    ['under status 500', async (request) => new Response(await request.text(), { status: 500 })],
    ['in an order', async (request) => Response.json(orderResult(resultOrder({ checkvalue: await request.text() })))],
    [
      'in the error of its connection',
      async (request) => {
        const body = await request.text();
        throw Object.assign(new Error(body, { cause: Object.assign(new Error(body), { request: { body } }) }), {
          code: 'ECONNRESET',
          config: { body },
          name: 'FetchError',
        });
      },
    ],
  ];

  it.each(calls.flatMap(([name, call]) => echoes.map(([echo, answer]) => [name, echo, call, answer] as const)))(
    'stands in nothing that %s prints when it is said back %s',
    async (_, __, call, answer) => {
      const logged: unknown[] = [];
      const { assist } = gatewaySaying(answer, options);
      const result = await call(assist).catch((reason: unknown) => reason);
      logged.push(assist, result);
      const printed = [
        inspect(logged, { depth: 20, showHidden: true, getters: true }),
        JSON.stringify(logged, (___, value: unknown) =>
          value instanceof Error ? [Object.entries(value), value.message, value.stack] : value,
        ),
        String(result),
      ].join('\n');
      for (const secret of Object.values(secrets)) expect(printed).not.toContain(secret);
    },
  );

  it('negative control: an error that keeps its connection’s own cause shows them', async () => {
    const cause = Object.assign(new Error('lost'), { config: { body: secrets.password } });
    expect(inspect(new Error('lost', { cause }))).toContain(secrets.password);
    const { assist } = gatewaySaying(() => {
      throw cause;
    });
    const error: unknown = await assist.listStoredCards({ customer: 'cust-42' }).catch((reason: unknown) => reason);
    expect(inspect(error)).not.toContain(secrets.password);
  });

  it('keeps what broke, for operators', async () => {
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' });
    const { assist } = gatewaySaying('', { transport: async () => ({ type: 'not-sent', cause }) });
    const error: unknown = await assist.listStoredCards({ customer: 'cust-42' }).catch((reason: unknown) => reason);
    expect(inspect(error)).toContain('Error ECONNREFUSED connect');
    expect(await assist.payWithToken(payment)).toMatchObject({ cause: { message: 'Error ECONNREFUSED connect' } });
  });

  it('negative control: the canaries do go to the gateway, and only there', async () => {
    const { assist, sent } = gatewaySaying(tokenPayment(), options);
    await assist.payWithToken({ ...payment, ...card, cvc: secrets.cvc });
    for (const [name, secret] of Object.entries(secrets))
      expect(sent[0]?.text.includes(secret)).toBe(name !== 'checkSecret');
  });

  it('stands in no fault: its words are ours', async () => {
    const { assist } = gatewaySaying({ fault: { detail: 'GATEWAY-WORDS', faultcode: 7, faultstring: 102 } });
    const error: unknown = await assist.listStoredCards({ customer: 'cust-42' }).catch((reason: unknown) => reason);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('GATEWAY-WORDS');
    expect(String(error)).toBe(
      'AssistFault: The gateway refused the request with fault 7/102: authentication, PASSWORD.',
    );
  });
});

describe('controls of this file', () => {
  it('the bodies that the calls above are refused by are good where nothing is wrong', async () => {
    const listed = await gatewaySaying(cardList()).assist.listStoredCards({ customer: 'cust-42' });
    expect(listed.cards).toHaveLength(2);
    expect(await gatewaySaying(tokenPayment()).assist.payWithToken(payment)).toMatchObject({
      outcome: { type: 'paid' },
    });
    const search = { order: order.order, ...window };
    expect((await gatewaySaying(orderResult(resultOrder())).assist.readOrderResult(search)).bills).toHaveLength(1);
    const request = new Request('https://shop.test/n', { method: 'POST', body: notificationForm });
    expect(await gatewaySaying('').assist.readNotification(request)).toMatchObject({ type: 'verified' });
  });
});
