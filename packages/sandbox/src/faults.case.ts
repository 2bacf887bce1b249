// Every web service, asked for something that it would do: what is sent, and what shows whether it was done.
import type { Service } from './rules.ts';
import { anna, form, json, login, type open, soap } from './tools.case.ts';

type Tools = ReturnType<typeof open>;

/** A request that a service would carry out. */
export interface Work {
  path: string;
  body: string;
  headers?: Record<string, string>;
  /** What is to be seen of it from outside; left out where the service only tells. */
  witness?: () => Promise<unknown>;
  /** The sum that the answer names, and the same with one more; left out where it names none. */
  sums?: readonly [right: string, wrong: string];
}

const order = (number: string) => ({
  ...login,
  OrderNumber: number,
  OrderAmount: '15.00',
  OrderCurrency: 'BYN',
});
const enteredCard = { Cardnumber: '4111111111111111', Expiremonth: '12', Expireyear: '2030', Cvc2: '123' };
const sums = ['15.00', '16.00'] as const;
const device = { ApplicationName: 'Shop', ApplicationVersion: '1.0', DeviceUniqueId: 'device-1' };

const ledgerOf = (tools: Tools) => async () => tools.sandbox.ledger;
const billOf = async (tools: Tools, change: object = {}) => String((await tools.pay(change))['billnumber']);

async function pageOf({ send }: Tools, change: object = {}): Promise<URL> {
  const { url } = await json(await send('/pay/payrequest.cfm', { ...order('ORD-1'), ...change }));
  return new URL(url);
}

/** A payment that waits for the bank: what the answer says of it. */
async function askedOf({ send, tokenFields, scenario }: Tools, post: string) {
  const answer = await json(await send('/pay/tokenpay.cfm', tokenFields(scenario(post))));
  return { ...answer, bill: String(answer.order[0].operations[0].billnumber) };
}

/** The bill of a recurring agreement that was paid. */
async function agreedBill(tools: Tools): Promise<string> {
  const { pathname, search } = await pageOf(tools, {
    RecurringIndicator: 1,
    RecurringMinAmount: '5.00',
    RecurringMaxAmount: '20.00',
    RecurringPeriod: 30,
    RecurringMaxDate: '31.12.2027',
  });
  const typed = { choice: 'new', CardNumber: '4111111111111111', ExpireMonth: 12, ExpireYear: 30, CVC2: 123, agree: 1 };
  await tools.send(pathname + search, form(typed));
  return (await tools.bills())[0].billnumber;
}

/** How each service is brought to where it has something to do. */
export const works: Readonly<Record<Service, (tools: Tools) => Promise<Work>>> = {
  list: async () => ({
    path: '/pay/oneclick/v1/token.cfm',
    body: JSON.stringify({ merchant: login, customernumber: 'anna' }),
  }),
  remove: async (tools) => ({
    path: '/pay/oneclick/v1/rem_token.cfm',
    body: JSON.stringify({ merchant: login, customernumber: 'anna', token: anna.card1030 }),
    witness: () => tools.call('/pay/oneclick/v1/token.cfm', { CustomerNumber: 'anna' }),
  }),
  tokenpay: async (tools) => ({
    path: '/pay/tokenpay.cfm',
    body: JSON.stringify(tools.tokenFields()),
    witness: ledgerOf(tools),
    sums,
  }),
  'tokenpay-order': async (tools) => ({
    path: '/pay/tokenpay_order.cfm',
    body: form({
      ...login,
      outcfsid: (await pageOf(tools)).searchParams.get('CFSID') ?? '',
      TokenType: 5,
      PaymentToken: JSON.stringify({ Token: anna.card0028, CustomerNumber: 'anna' }),
    }),
    witness: ledgerOf(tools),
    sums,
  }),
  silentpay: async (tools) => ({
    path: '/pay/silentpay.cfm',
    body: JSON.stringify({ ...order('ORD-1'), ...enteredCard }),
    witness: ledgerOf(tools),
    sums,
  }),
  continue: async (tools) => {
    const { bill, threedsdata } = await askedOf(tools, '0004');
    const { threeDSServerTransID } = threedsdata;
    return {
      path: '/get3dsec/get3dsecver2.cfm',
      body: JSON.stringify({ ...login, Billnumber: bill, threeDSServerTransID }),
      witness: ledgerOf(tools),
      sums,
    };
  },
  'continue-v1': async (tools) => {
    const { bill, pareq } = await askedOf(tools, '0009');
    const typed = { PaReq: pareq, TermUrl: 'https://shop.test/term', answer: 'confirm', code: '1234' };
    const page = await (await tools.send('/acs/pareq', form(typed))).text();
    const [, PaRes = ''] = /name="PaRes" value="([^"]+)"/.exec(page) ?? [];
    return {
      path: '/get3dsec/ws3dsec.cfm',
      body: JSON.stringify({ ...login, Billnumber: bill, PaRes }),
      sums,
    };
  },
  payrequest: async (tools) => ({
    path: '/pay/payrequest.cfm',
    body: JSON.stringify(order('ORD-1')),
    witness: () => tools.bills(),
  }),
  orderresult: async (tools) => {
    await tools.pay();
    return {
      path: '/orderresult/orderresult.cfm',
      body: form({ ...login, Ordernumber: 'ORD-1', Format: 3 }),
      sums,
    };
  },
  orderstate: async (tools) => {
    await tools.pay();
    return { path: '/orderstate/orderstate.cfm', body: form({ ...login, Ordernumber: 'ORD-1', Format: 3 }), sums };
  },
  'mobile-result': async (tools) => {
    await tools.pay();
    const answer = await tools.send('/registration/mobileregistration.cfm', soap('getRegistration', device));
    const [, id = ''] = /<registration_id>([^<]+)</.exec(await answer.text()) ?? [];
    const asked = { device_id: 'device-1', registration_id: id, ordernumber: 'ORD-1', merchant_id: '452739' };
    return { path: '/orderresult/mobileorderresult.cfm', body: soap('orderresult', asked), sums };
  },
  'results-by-date': async (tools) => {
    await tools.pay();
    return { path: '/resultbydate/resultbydate.cfm', body: form(login), sums };
  },
  charge: async (tools) => ({
    path: '/charge/charge.cfm',
    body: form({ ...login, Billnumber: await billOf(tools, { Delay: 1 }), Format: 3 }),
    witness: ledgerOf(tools),
    sums,
  }),
  cancel: async (tools) => ({
    path: '/cancel/wscancel.cfm',
    body: form({ ...login, Billnumber: await billOf(tools), Format: 3 }),
    witness: ledgerOf(tools),
    sums,
  }),
  recurrent: async (tools) => ({
    path: '/recurrent/rp.cfm',
    body: form({
      ...login,
      Billnumber: await agreedBill(tools),
      OrderNumber: 'SUB-2',
      Amount: '15.00',
      Currency: 'BYN',
      Format: 3,
    }),
    witness: ledgerOf(tools),
    sums,
  }),
  login: async () => ({
    path: '/api/v1/auth/login.cfm',
    body: JSON.stringify({ login: 'LOGIN', password: 'PASSWORD', audience: 'POS' }),
  }),
  deny: async (tools) => {
    await pageOf(tools);
    const entered = { login: 'LOGIN', password: 'PASSWORD', audience: 'POS' };
    const { access_token: bearer } = await json(await tools.send('/api/v1/auth/login.cfm', entered));
    return {
      path: '/api/v1/order/cancel.cfm',
      body: JSON.stringify({ login: 'LOGIN', password: 'PASSWORD', ordernumber: 'ORD-1', merchant_id: '452739' }),
      headers: { authorization: `Bearer ${bearer}` },
      witness: async () => (await tools.bills())[0].orderstate,
    };
  },
  register: async () => ({ path: '/registration/mobileregistration.cfm', body: soap('getRegistration', device) }),
  receipt: async (tools) => ({
    path: '/fiscal/fiscalreceipt.cfm',
    body: soap('fiscalreceipt', { ...login, Billnumber: await billOf(tools) }),
  }),
};
