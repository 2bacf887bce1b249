import { readFileSync } from 'node:fs';
import { env } from 'node:process';
import { expect, it } from 'vitest';
import { describeGateway, type Format, type Shape } from './gateway.case.ts';
import { merchant } from './index.ts';
import { scenarioTable } from './scenarios.ts';
import { form, json, open } from './tools.case.ts';

const readme = new URL('../README.md', import.meta.url);
/** What the suite has seen answered, by service. */
const seen = new Map<string, { shapes: Set<Shape>; formats: Set<Format> }>();

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
    differences: {},
    answered: (service: string, shape: Shape, format: Format) => {
      const one = seen.get(service) ?? { shapes: new Set(), formats: new Set() };
      one.shapes.add(shape);
      one.formats.add(format);
      seen.set(service, one);
    },
  };
}

describeGateway(onSandbox());

// `ONFILE_GATEWAY_URL=https://… ONFILE_GATEWAY_MERCHANT=… _LOGIN=… _PASSWORD=… _SECRET=… _CUSTOMER=…`: a real test gateway.
const url = env['ONFILE_GATEWAY_URL'];
const given = (name: string) => {
  const value = env[`ONFILE_GATEWAY_${name}`];
  if (!value) throw new Error(`ONFILE_GATEWAY_URL is given, and ONFILE_GATEWAY_${name} is not.`);
  return value;
};
if (url)
  describeGateway({
    name: url,
    send: (path, body, headers) => fetch(new URL(path, url), { method: 'POST', body, headers, redirect: 'manual' }),
    merchant: { id: given('MERCHANT'), login: given('LOGIN'), password: given('PASSWORD'), secret: given('SECRET') },
    customer: given('CUSTOMER'),
    currency: env['ONFILE_GATEWAY_CURRENCY'] ?? 'BYN',
    newOrder: () => `onfile-${crypto.randomUUID()}`,
    ...(env['ONFILE_GATEWAY_RECURRING_BILL'] && {
      recurringBill: async () => given('RECURRING_BILL'),
    }),
    // None is known: nobody has run this with an account yet.
    differences: {},
    answered: () => {},
  });

/** A table as the formatter writes it. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.slice(1).map(line)].join('\n');
}

function servicesTable(): string {
  const shapes: readonly Shape[] = ['JSON', 'form', 'SOAP'];
  const formats: readonly Format[] = [1, 3, 4, 5];
  const head = ['service', ...shapes.map((shape) => `${shape} in`), ...formats.map((format) => `${format} out`)];
  const tick = (has: boolean) => (has ? 'yes' : '');
  return table([
    head,
    ...[...seen].map(([service, one]) => [
      service,
      ...shapes.map((shape) => tick(one.shapes.has(shape))),
      ...formats.map((format) => tick(one.formats.has(format))),
    ]),
  ]);
}

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
