import { readFileSync } from 'node:fs';
import { env } from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { describeGateway, type Format, type ServiceName, services, type Shape } from './gateway.case.ts';
import { givenGateway } from './given-gateway.case.ts';
import { createSandbox, merchant } from './index.ts';
import { serveSandbox } from './node.ts';
import { scenarioTable } from './scenarios.ts';
import { form, json, open } from './tools.case.ts';

const readme = new URL('../README.md', import.meta.url);
/** What the suite has seen answered, by service. */
const seen = new Map<ServiceName, { shapes: Set<Shape>; formats: Set<Format> }>();

function onSandbox() {
  const tools = open();
  let number = 0;
  const asked = async (post: string) =>
    json(
      await tools.send(
        '/pay/tokenpay.cfm',
        tools.tokenFields({ OrderNumber: `ASKED-${++number}`, ...tools.scenario(post) }),
      ),
    );
  const card = { choice: 'new', CardNumber: '4111111111111111', ExpireMonth: 12, ExpireYear: 30, CVC2: 123, agree: 1 };
  const agreement = {
    RecurringIndicator: 1,
    RecurringMinAmount: '5.00',
    RecurringMaxAmount: '20.00',
    RecurringPeriod: 30,
    RecurringMaxDate: '31.12.2027',
  };
  return {
    name: 'the sandbox',
    send: tools.send,
    get: tools.get,
    merchant,
    customer: 'anna',
    currency: 'BYN',
    newOrder: () => `SUITE-${++number}`,
    recurringBill: async () => {
      const order = {
        Merchant_ID: merchant.id,
        OrderNumber: `INITIAL-${++number}`,
        OrderAmount: '9.90',
        OrderCurrency: 'BYN',
      };
      const { url } = await json(await tools.send('/pay/payrequest.cfm', { ...order, ...agreement }));
      const { pathname, search } = new URL(url);
      await tools.send(pathname + search, form(card));
      return (await tools.bills(order.OrderNumber))[0].billnumber;
    },
    cardNumber: '2200000000040000',
    removableCard: async () => {
      const [card] = await tools.call('/pay/oneclick/v1/token.cfm', { CustomerNumber: 'vera' });
      return { customer: 'vera', token: card.token };
    },
    askedPayment: async () => {
      const { order, threedsdata } = await asked('0004');
      await tools.send('/acs/method', form({ threeDSMethodData: threedsdata.threeDSMethodData }));
      return {
        Billnumber: order[0].operations[0].billnumber,
        threeDSServerTransID: threedsdata.threeDSServerTransID,
      };
    },
    askedPaymentV1: async () => {
      const { order, pareq } = await asked('0009');
      const browser = { PaReq: pareq, TermUrl: 'https://shop.test/term', answer: 'confirm', code: '1234' };
      const page = await (await tools.send('/acs/pareq', form(browser))).text();
      return {
        Billnumber: order[0].operations[0].billnumber,
        PaRes: /name="PaRes" value="([^"]+)"/.exec(page)?.[1] ?? '',
      };
    },
    notified: async (shape: 'form' | 'SOAP') => {
      const heard: Request[] = [];
      const told = open({
        fetch: async (request) => {
          heard.push(request);
          return new Response('<pushpaymentresult firstcode="0" secondcode="0"/>');
        },
      });
      const notify = { url: 'http://127.0.0.1:4000/notify', format: shape === 'form' ? 'form' : 'soap' };
      await told.settings({ notify });
      await told.pay({ OrderNumber: 'TOLD-1' });
      await told.sandbox.run();
      const type = heard[0]?.headers.get('content-type') ?? '';
      return { order: 'TOLD-1', type, body: (await heard[0]?.text()) ?? '' };
    },
    differences: {},
    answered: (service: ServiceName, shape: Shape | undefined, format: Format | undefined) => {
      const one = seen.get(service) ?? { shapes: new Set(), formats: new Set() };
      if (shape) one.shapes.add(shape);
      if (format) one.formats.add(format);
      seen.set(service, one);
    },
  };
}

describeGateway(onSandbox());

const given = givenGateway(env);
if (given) describeGateway(given);

// The way that a real gateway comes in, walked with a sandbox on a port in its place.
const served = await serveSandbox(createSandbox(), { port: 0 });
afterAll(() => served.close());
const asEnvironment = {
  ONFILE_GATEWAY_URL: served.url,
  ONFILE_GATEWAY_MERCHANT: merchant.id,
  ONFILE_GATEWAY_LOGIN: merchant.login,
  ONFILE_GATEWAY_PASSWORD: merchant.password,
  ONFILE_GATEWAY_SECRET: merchant.secret,
  ONFILE_GATEWAY_CUSTOMER: 'anna',
  ONFILE_GATEWAY_CARD_NUMBER: '2200000000040000',
};
const named = givenGateway(asEnvironment);
if (named) describeGateway({ ...named, name: 'a gateway that the environment names' });

describe('the environment', () => {
  it('names no gateway where it gives no address, whatever else it gives', () => {
    expect(givenGateway({ ...asEnvironment, ONFILE_GATEWAY_URL: undefined })).toBeUndefined();
    expect(givenGateway({ ...asEnvironment, ONFILE_GATEWAY_URL: '' })).toBeUndefined();
  });

  it.each(['MERCHANT', 'LOGIN', 'PASSWORD', 'SECRET', 'CUSTOMER'])('is told that %s is missing', (name) => {
    expect(() => givenGateway({ ...asEnvironment, [`ONFILE_GATEWAY_${name}`]: '' })).toThrow(
      `ONFILE_GATEWAY_URL is given, and ONFILE_GATEWAY_${name} is not.`,
    );
  });

  it('sends no login over plain http to another machine', () => {
    expect(() => givenGateway({ ...asEnvironment, ONFILE_GATEWAY_URL: 'http://gateway.test' })).toThrow(
      'must be https',
    );
  });

  it('control: what it names was asked, and had its payments', async () => {
    expect(named?.name).toBe(served.url);
    const answer = await fetch(`${served.url}/__sandbox/ledger`);
    expect((await answer.json()).entries.length).toBeGreaterThan(20);
  });
});

/** A table as the formatter writes it. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.slice(1).map(line)].join('\n');
}

/** What is neither asked nor answered in one of the shapes and formats. */
const otherwise: Partial<Record<ServiceName, string>> = {
  'Hosted payment page': 'also `GET`; leads to the page',
  'Merchant notification': 'sent as a form or as SOAP',
};

function servicesTable(): string {
  const shapes: readonly Shape[] = ['JSON', 'form', 'SOAP'];
  const formats: readonly Format[] = [1, 3, 4, 5];
  const ins = shapes.map((shape) => `${shape} in`);
  const outs = formats.map((format) => `${format} out`);
  const tick = (has: boolean | undefined) => (has ? 'yes' : '');
  return table([
    ['service', 'address', ...ins, ...outs, 'otherwise'],
    ...Object.entries(services).map(([name, path]) => {
      const service = name as ServiceName;
      const one = seen.get(service);
      return [
        service,
        path.startsWith('/') ? `\`${path}\`` : path,
        ...shapes.map((shape) => tick(one?.shapes.has(shape))),
        ...formats.map((format) => tick(one?.formats.has(format))),
        otherwise[service] ?? '',
      ];
    }),
  ]);
}

it('every row of section 0 was seen answered', () => {
  expect([...seen.keys()].toSorted()).toEqual(Object.keys(services).toSorted());
});

const asking = {
  none: '',
  frictionless: 'known without a question (`F`, ECI 5)',
  attempt: 'attempted (`A`, ECI 6)',
  refused: 'not known (`N`, ECI 7)',
  method: 'method call, then known',
  'method-challenge': 'method call, then challenge',
  challenge: 'challenge (`C`)',
  decoupled: 'decoupled (`D`): yes after 15 seconds',
  v1: 'version 1: `pareq` and `acsurl`',
} as const;

const stateOf = (code: string) => (code === 'AS000' ? 'Approved' : code === 'AS300' ? 'In Process' : 'Declined');

const scenariosTable = () =>
  table([
    ['card', 'amount ends in', '3-D Secure', 'response code', 'order state'],
    ...scenarioTable().map(({ number, ending, authenticating, code }) => [
      number ? `\`${number}\`` : '',
      ending ? `\`${ending}\`` : '',
      asking[authenticating],
      authenticating === 'refused' ? 'AS100' : code,
      stateOf(authenticating === 'refused' ? 'AS100' : code),
    ]),
  ]);

/** The README with what stands between two marks replaced. */
const replaced = (text: string, mark: string, by: string) =>
  text.replace(new RegExp(`(<!-- ${mark} -->\n)[^]*?(\n<!-- /${mark} -->)`), `$1\n${by}\n$2`);

it('stands in the README: what is done, and every scenario', async () => {
  const text = readFileSync(readme, 'utf8');
  const generated = replaced(replaced(text, 'services', servicesTable()), 'scenarios', scenariosTable());
  expect(generated).toContain(servicesTable());
  expect(generated).toContain(scenariosTable());
  // `vitest -u` writes it.
  await expect(generated).toMatchFileSnapshot('../README.md');
});
