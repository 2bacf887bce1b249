import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, seed } from '../../../scripts/runs.ts';
import {
  canceled,
  captured,
  cardList,
  challenge,
  denied,
  entered,
  flatPayment,
  frictionless,
  link,
  methodCall,
  notificationForm,
  notificationSoap,
  order,
  orderResult,
  orderStateXml,
  recurrent,
  removed,
  resultOrder,
  soapFault,
  token,
  tokenPayment,
  tokenPaymentSoap,
  transaction,
} from './documented.case.ts';
import { gatewaySaying } from './gateway.case.ts';
import { type AssistClient, AssistError, type StoredCards } from './index.ts';
import { junk, malformedForm, malformedJson, malformedXml, marker } from './malformed.case.ts';
import { readStoredCards } from './operations/list-stored-cards.ts';

const many = (full: number, sample: number) => ({ numRuns: runs(full, sample), seed: seed() });
const minutes = 600_000;

/** Every name that objects have before anything is read. */
const inherited = Object.getOwnPropertyNames(Object.prototype).toSorted().join();
function prototypeComplaints(): string[] {
  const now = Object.getOwnPropertyNames(Object.prototype).toSorted().join();
  return now === inherited && !('polluted' in {}) && !('polluted' in []) ? [] : ['a prototype has changed'];
}
/** The complaints that hold. */
const which = (complaints: Readonly<Record<string, boolean>>): string[] => [
  ...Object.keys(complaints).filter((complaint) => complaints[complaint]),
  ...prototypeComplaints(),
];

/** What a reading comes to: its value, or an error of the family. Any other error is a crash. */
async function outcomeOfReading(reading: Promise<unknown>): Promise<unknown> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AssistError) return error;
    throw error;
  }
}

const goodCard = fc
  .record({
    id: fc.nat(99_999),
    post: fc.nat(9999).map((digits) => String(digits).padStart(4, '0')),
    bin: fc.nat(999_999),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 2000, max: 2199 }),
    active: fc.constantFrom(true, false, 'true', 'false', 1, 0),
    assets: fc.constantFrom<unknown>([], null, '', undefined, cardList()[0]?.assets),
  })
  .map(({ id, month, year, ...card }) => ({
    ...card,
    token: `${createHash('md5').update(String(id)).digest('hex')}`
      .toUpperCase()
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    expire: `${String(month).padStart(2, '0')}.${year}`,
    brand: 'VISA',
    bank: '',
    needCVC: false,
  }));

/** A list with good cards among entries that are not: changed cards, and anything else that JSON can carry. */
const list = fc
  .record({
    good: fc.uniqueArray(goodCard, { maxLength: 6, selector: (card) => card.token }),
    bad: fc.array(
      fc.oneof(
        junk,
        malformedJson(() => cardList()[0]),
      ),
      { maxLength: 6 },
    ),
    places: fc.array(fc.nat(99), { minLength: 12, maxLength: 12 }),
  })
  .map(({ good, bad, places }) => {
    const entries: { text: string; at: number }[] = [
      ...good.map((card) => JSON.stringify(card)),
      // A text that was broken is one entry all the same: as a string.
      ...bad.map((entry) => (typeof entry === 'string' ? asEntry(entry) : JSON.stringify(entry))),
    ].map((text, index) => ({ text, at: places[index] ?? 0 }));
    const ordered = entries.toSorted((one, other) => one.at - other.at).map(({ text }) => text);
    return { good, size: ordered.length, text: `[${ordered.join(',')}]` };
  });

function asEntry(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}

/** A card as the rest of the code may trust it, in words of its own. */
function isStrictCard(card: StoredCards['cards'][number]): boolean {
  return (
    /^[0-9A-Fa-f-]{36}$/.test(card.token) &&
    /^\d{6}$/.test(card.bin) &&
    /^\d{4}$/.test(card.last4) &&
    /^[a-z0-9-]{1,32}$/.test(card.brand) &&
    typeof card.bank === 'string' &&
    card.bank.length <= 512 &&
    !/[\p{Cc}\p{Cf}]/u.test(card.bank) &&
    Number.isInteger(card.expiry.year) &&
    card.expiry.month >= 1 &&
    card.expiry.month <= 12 &&
    typeof card.active === 'boolean' &&
    typeof card.needCVC === 'boolean' &&
    card.assets.every(({ assetData }) => assetData.every(({ url }) => url.startsWith('https://')))
  );
}

function listComplaints(
  { good, size }: { good: readonly { token: string }[]; size: number },
  { cards, dropped }: StoredCards,
): string[] {
  const kept = new Set(cards.map((card) => String(card.token).toUpperCase()));
  return which({
    'a good card is lost': !good.every((card) => kept.has(card.token)),
    'an entry is neither kept nor counted': cards.length + dropped !== size,
    'a card is there twice': kept.size !== cards.length,
    'a card is not what it must be': !cards.every(isStrictCard),
  });
}

describe('parsers: a list of cards', () => {
  it(
    'keeps every good card, drops and counts the others, and is held strictly, whatever else is in it',
    async () => {
      await fc.assert(
        fc.asyncProperty(list, async (made) => {
          const { assist } = gatewaySaying(() => new Response(made.text));
          expect(listComplaints(made, await assist.listStoredCards({ customer: 'cust-42' }))).toEqual([]);
        }),
        many(100_000, 1500),
      );
    },
    minutes,
  );

  it(
    'that is broken as a whole is an error of the family',
    async () => {
      await fc.assert(
        fc.asyncProperty(malformedJson(cardList), async (text) => {
          const { assist } = gatewaySaying(() => new Response(text));
          const read = await outcomeOfReading(assist.listStoredCards({ customer: 'cust-42' }));
          const cards = read instanceof AssistError ? [] : (read as StoredCards).cards;
          expect(
            which({
              'a card is not what it must be': !cards.every(isStrictCard),
              'an error quotes the gateway': read instanceof AssistError && read.message.includes(marker),
            }),
          ).toEqual([]);
        }),
        many(20_000, 500),
      );
    },
    minutes,
  );

  it('negative control: a reader that gives up at the first bad card, and one that keeps what it likes, are found out', () => {
    const giveUp = (body: unknown[]): StoredCards => {
      const read = readStoredCards(body);
      return read.dropped ? { cards: [], dropped: body.length } : read;
    };
    const trusting = (body: unknown[]): StoredCards => ({ cards: body as StoredCards['cards'], dropped: 0 });
    for (const reader of [giveUp, trusting]) {
      const property = fc.property(
        list,
        (made) => !listComplaints(made, reader(JSON.parse(made.text) as unknown[])).length,
      );
      expect(fc.check(property, many(1500, 1500)).failed).toBe(true);
    }
  });

  it('negative control: a reader that merges what it reads changes the prototype, and is found out', () => {
    const merging = (target: Record<string, unknown>, source: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(source))
        if (typeof value === 'object' && value !== null && typeof target[key] === 'object')
          merging(target[key] as Record<string, unknown>, value as Record<string, unknown>);
        else target[key] = value;
    };
    try {
      merging({}, JSON.parse('{"__proto__":{"polluted":1}}'));
      expect(prototypeComplaints()).toEqual(['a prototype has changed']);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted');
    }
    expect(prototypeComplaints()).toEqual([]);
  });
});

const payment = { ...order, customer: 'cust-42', token } as const;
const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-05T00:00:00Z') };
const search = { order: order.order, ...window } as const;
const bill = '5161957242913224';
const step = { ...order, bill, transaction } as const;

type Ask = (assist: AssistClient) => Promise<unknown>;
interface Service {
  name: string;
  answers: fc.Arbitrary<string>;
  ask: Ask;
  /** What an answer must say, in any of the two notations, for its reading to be about money. */
  needs?: readonly string[];
}

const json = (makeBody: () => unknown) => malformedJson(makeBody);
const payWithToken: Ask = (assist) => assist.payWithToken(payment);
const continue3ds: Ask = (assist) => assist.continue3ds(step);
const paid = ['Approved', 'ORD-1001', 'BYN', '15'] as const;
/** A result is read for whatever sum it says; the sum is held by whoever knows the order. */
const stated = ['Approved', 'ORD-1001', 'BYN'] as const;

/** Every other service, with the answers that its documents print. */
const services: readonly Service[] = [
  {
    name: 'rem_token.cfm',
    answers: json(removed),
    ask: (assist) => assist.removeStoredCard({ customer: 'cust-42', token }),
  },
  { name: 'tokenpay.cfm, JSON', answers: json(tokenPayment), ask: payWithToken, needs: paid },
  { name: 'tokenpay.cfm, SOAP', answers: malformedXml(tokenPaymentSoap()), ask: payWithToken, needs: paid },
  { name: 'tokenpay.cfm, flat', answers: json(frictionless), ask: payWithToken, needs: paid },
  {
    name: 'tokenpay_order.cfm',
    answers: json(tokenPayment),
    ask: (assist) => assist.payOrderWithToken({ ...payment, pageId: 'x' }),
    needs: paid,
  },
  { name: 'get3dsecver2.cfm, the bank asks', answers: json(challenge), ask: continue3ds },
  { name: 'get3dsecver2.cfm, the method call', answers: json(methodCall), ask: continue3ds },
  {
    name: 'ws3dsec.cfm',
    answers: json(() => ({
      MakePaymentResponse: flatPayment({ pareq: 'eJxVUttu2zAM', acsurl: 'https://acs.example.test/' }),
    })),
    ask: (assist) => assist.continue3ds({ ...order, bill, paRes: 'eJxVUttu2zAM' }),
  },
  { name: 'payrequest.cfm', answers: json(link), ask: (assist) => assist.payPageLink(order) },
  {
    name: 'rp.cfm',
    answers: json(recurrent),
    ask: (assist) => assist.payRecurrent({ ...order, order: 'SUB-0002', amount: '9.90', initialBill: bill }),
    needs: ['Approved', 'SUB-0002', 'BYN', '9.9'],
  },
  {
    name: 'orderresult.cfm, JSON',
    answers: json(() => orderResult(resultOrder())),
    ask: (assist) => assist.readOrderResult(search),
    needs: stated,
  },
  {
    name: 'orderresult.cfm, XML',
    answers: malformedXml(orderStateXml()),
    ask: (assist) => assist.readOrderResult(search),
    needs: stated,
  },
  {
    name: 'orderstate.cfm, JSON',
    answers: json(() => ({ orderstate: resultOrder({ operations: undefined }) })),
    ask: (assist) => assist.readOrderState(search),
    needs: stated,
  },
  {
    name: 'orderstate.cfm, XML',
    answers: malformedXml(orderStateXml()),
    ask: (assist) => assist.readOrderState(search),
    needs: stated,
  },
  {
    name: 'charge.cfm',
    answers: json(captured),
    ask: (assist) => assist.capture({ bill: '5161957242913300' }),
    needs: ['5161957242913300'],
  },
  {
    name: 'wscancel.cfm',
    answers: json(canceled),
    ask: (assist) => assist.cancel({ bill, amount: '5.00', currency: 'BYN', reason: 'shop' }),
    needs: ['Canceled', bill, 'BYN', '5'],
  },
  { name: 'auth/login.cfm', answers: json(entered), ask: (assist) => assist.denyOrder(order) },
  { name: 'order/cancel.cfm', answers: json(denied), ask: (assist) => assist.denyOrder(order), needs: ['Approved'] },
  {
    name: 'a fault, JSON',
    answers: json(() => ({ fault: { detail: marker, faultcode: 7, faultstring: 102 } })),
    ask: payWithToken,
  },
  { name: 'a fault, SOAP', answers: malformedXml(soapFault(7, 102)), ask: (assist) => assist.readOrderResult(search) },
];

/** Whether a reading says that money moved. */
const saysMoney = (read: unknown): boolean =>
  /"type":"(paid|authorised|captured|canceled)"|"state":"Approved"/.test(JSON.stringify(read) ?? '');

/** Where an answer's own text does not say all of it, no reading of it may be about money. */
function readingComplaints({ needs }: Service, answer: string, read: unknown): string[] {
  const printed = read instanceof Error ? `${read.message} ${read.stack}` : (JSON.stringify(read) ?? '');
  // Escapes are the notation's; what is said is what counts.
  const said = answer.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const isFounded = needs?.every((word) => said.includes(word)) ?? false;
  return which({
    'it carries the gateway’s words on': printed.includes(marker),
    'it says money where the answer does not': saysMoney(read) && !isFounded,
  });
}

/** What the documented notification's check value is over. */
const signed = { order: 'ORD-1001', amount: '15.00', currency: 'BYN', state: 'Approved' };

/** The last of several requests is the one that is answered badly: the login before it is good. */
const sayingLast = (service: Service, answer: string) => (request: Request) =>
  service.name === 'order/cancel.cfm' && request.url.endsWith('login.cfm') ? entered() : new Response(answer);

describe('parsers: every other answer', () => {
  it.each(services.map((service) => [service.name, service] as const))(
    '%s is read, or is an error of the family, and never says more than it says',
    async (_, service) => {
      await fc.assert(
        fc.asyncProperty(service.answers, async (answer) => {
          const { assist } = gatewaySaying(sayingLast(service, answer), { checkSecret: '' });
          const read = await outcomeOfReading(service.ask(assist));
          expect(readingComplaints(service, answer, read)).toEqual([]);
        }),
        many(20_000, 300),
      );
    },
    minutes,
  );

  it.each([
    ['form', malformedForm(notificationForm)],
    ['SOAP', malformedXml(notificationSoap)],
  ])(
    'a notification as %s never throws, and is verified only for what the gateway signed',
    async (_, messages) => {
      const { assist } = gatewaySaying('');
      await fc.assert(
        fc.asyncProperty(messages, async (body) => {
          const read = await assist.readNotification(new Request('https://shop.test/n', { method: 'POST', body }));
          const said = read.type === 'rejected' ? signed : read.notification;
          const isSigned = Object.entries(signed).every(([name, value]) => Reflect.get(said, name) === value);
          expect(
            which({
              'it carries the gateway’s words on': JSON.stringify(read).includes(marker),
              'it vouches for what nobody signed': !isSigned,
            }),
          ).toEqual([]);
        }),
        many(20_000, 500),
      );
    },
    minutes,
  );

  it('control: the bodies before they are changed do say money, each through its own service', async () => {
    const whole: Readonly<Record<string, unknown>> = {
      'tokenpay.cfm, JSON': tokenPayment(),
      'tokenpay.cfm, SOAP': tokenPaymentSoap(),
      'tokenpay.cfm, flat': frictionless(),
      'tokenpay_order.cfm': tokenPayment(),
      'rp.cfm': recurrent(),
      'orderresult.cfm, JSON': orderResult(resultOrder()),
      'orderresult.cfm, XML': orderStateXml(),
      'orderstate.cfm, JSON': { orderstate: resultOrder({ operations: undefined }) },
      'orderstate.cfm, XML': orderStateXml(),
      'charge.cfm': captured(),
      'wscancel.cfm': canceled(),
      'order/cancel.cfm': denied('Approved'),
    };
    const silent: string[] = [];
    for (const service of services.filter(({ needs }) => needs)) {
      const answer = whole[service.name];
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      const read = await service.ask(gatewaySaying(sayingLast(service, text)).assist);
      if (!saysMoney(read)) silent.push(service.name);
    }
    expect(silent).toEqual([]);
  });

  it('control: some of the changed answers are still read, and some are not', async () => {
    const service = services.find(({ name }) => name === 'tokenpay.cfm, JSON');
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(service?.answers ?? fc.constant(''), async (answer) => {
        const read = await payWithToken(gatewaySaying(() => new Response(answer), { checkSecret: '' }).assist);
        seen.add((read as { type: string }).type);
      }),
      { numRuns: 300, seed: seed() },
    );
    expect([...seen].toSorted()).toEqual(['answered', 'unconfirmed']);
  });

  it('negative control: a reading that carries the gateway’s words on, or says money for anything, is found out', () => {
    const [service] = services.filter(({ name }) => name === 'tokenpay.cfm, JSON');
    if (!service) throw new Error('no such service');
    const chatty = (answer: string) => ({ type: 'answered', words: answer });
    const hopeful = () => ({ type: 'answered', outcome: { type: 'paid' } });
    for (const reader of [chatty, hopeful]) {
      const property = fc.property(
        service.answers,
        (answer) => !readingComplaints(service, answer, reader(answer)).length,
      );
      expect(fc.check(property, many(1500, 1500)).failed).toBe(true);
    }
  });
});
