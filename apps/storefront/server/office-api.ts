import type { ChangeAnswer, DuePayment, IntentRecord, RepeatAnswer, ReviewItem } from '@onfile/proxy';
import * as v from 'valibot';
import type { DemoClock } from './demo-clock.ts';
import { readBody, say, type ShopApi } from './shop-api.ts';

const amount = v.pipe(v.string(), v.regex(/^\d{1,12}\.\d{2}$/));
const number = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const id = v.pipe(v.string(), v.regex(/^[\w-]{10,100}$/));
/** `id` is made when the form is opened: pressing twice asks for one thing. */
const Change = v.strictObject({ order: number, amount, id });
const Charge = v.strictObject({ agreement: number, period: v.pipe(v.number(), v.integer(), v.minValue(1)) });
const Settle = v.strictObject({
  intent: number,
  outcome: v.picklist(['paid', 'canceled', 'not-charged']),
  bill: v.optional(v.pipe(v.string(), v.regex(/^\d{15,16}$/))),
  note: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
});
const Days = v.strictObject({ days: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(400)) });

/** What the back office is shown of an order. */
export interface OfficeOrder {
  order: string;
  customer: string;
  status: IntentRecord['status'];
  amount: string;
  currency: string;
  bill?: string;
  card?: { brand: string; last4: string };
  captured?: string;
  refunded?: string;
  /** The operation that has no end yet. */
  pending?: 'capture' | 'cancel';
  /** An order of a series. */
  period?: number;
}

/** What the back office is shown. */
export interface Office {
  orders: OfficeOrder[];
  due: (Pick<DuePayment, 'period' | 'order' | 'status'> & {
    agreement: string;
    name: string;
    customer: string;
    amount: string;
    currency: string;
    card?: { brand: string; last4: string };
  })[];
  reviews: ReviewItem[];
  /** How many days the demo's time is ahead. */
  days: number;
}

/** What came of a press, in a word that the page has a sentence for. */
export interface OfficeAnswer {
  said: string;
}

function officeOrder(intent: IntentRecord): OfficeOrder {
  const { order, customer, status, amount: sum, currency, bill, card, captured, refunded, operations, repeat } = intent;
  const pending = operations?.find(({ state }) => state === 'submitting' || state === 'unconfirmed');
  return {
    order,
    customer,
    status,
    amount: sum,
    currency,
    ...(bill && { bill }),
    ...(card && { card }),
    ...(captured && { captured }),
    ...(refunded && { refunded }),
    ...(pending && { pending: pending.kind }),
    ...(repeat && { period: repeat.period }),
  };
}

async function readOffice({ proxy, orders, clock }: OfficeApi): Promise<Office> {
  const [listed, due, reviews] = await Promise.all([proxy.list({ limit: 50 }), proxy.due(), proxy.review()]);
  return {
    orders: listed.filter(({ verifies }) => !verifies).map(officeOrder),
    due: due.map(({ agreement, period, order, status }) => ({
      agreement: agreement.id,
      period,
      ...(order && { order }),
      ...(status && { status }),
      name: orders.nameOf(agreement.customer, agreement.order),
      customer: agreement.customer,
      amount: agreement.amountMax,
      currency: agreement.currency,
      ...(agreement.card && { card: agreement.card }),
    })),
    reviews,
    days: clock.days,
  };
}

const saidOfChange = (answer: ChangeAnswer): OfficeAnswer => ({
  said: answer.type === 'refused' ? answer.why : answer.type,
});

function saidOfRepeat(answer: RepeatAnswer): OfficeAnswer {
  if (answer.type === 'refused') return { said: answer.why };
  return { said: answer.type === 'settled' ? answer.intent.status : 'unconfirmed' };
}

/** What the back office asks. */
export interface OfficeApi extends ShopApi {
  clock: DemoClock;
}

async function act(request: Request, name: string, office: OfficeApi): Promise<Response> {
  const { proxy, orders, clock } = office;
  if (name === 'capture' || name === 'cancel') {
    const wish = await readBody(request, Change);
    return wish ? say(saidOfChange(await proxy[name](wish.order, { amount: wish.amount, id: wish.id }))) : unfit();
  }
  if (name === 'charge') {
    const wish = await readBody(request, Charge);
    const due = wish && (await proxy.due()).find(({ agreement }) => agreement.id === wish.agreement);
    const order = due && wish && orders.repeat(due.agreement, wish.period);
    if (!wish || !order) return unfit();
    return say(saidOfRepeat(await proxy.repeat(wish.agreement, { order: order.number, period: wish.period })));
  }
  if (name === 'settle') {
    const wish = await readBody(request, Settle);
    if (!wish) return unfit();
    const { intent, bill, ...settlement } = wish;
    return say({ said: (await proxy.settleReview(intent, { ...settlement, ...(bill && { bill }) })).type });
  }
  const wish = name === 'clock' && (await readBody(request, Days));
  if (!wish) return unfit();
  clock.set(wish.days);
  return say({ said: 'moved' });
}

const unfit = () => say({ error: 'request' }, 400);

/** Answers `/api/office…`: for the demo's staff, and nowhere but in the demo. A real shop has a back office of its own. */
export async function officeApi(request: Request, office: OfficeApi): Promise<Response> {
  const { sessions, isDemo } = office;
  const { pathname } = new URL(request.url);
  if (!isDemo) return say({ error: 'not found' }, 404);
  const name = /^\/api\/office\/([\w-]+)$/.exec(pathname)?.[1];
  if (name === 'sign-in' && request.method === 'POST')
    return (await readBody(request, v.strictObject({})))
      ? say({ said: 'signed-in' }, 200, { 'set-cookie': sessions.openStaff() })
      : unfit();
  if (!sessions.isStaff(request.headers.get('cookie'))) return say({ error: 'sign in first' }, 401);
  if (name && request.method === 'POST') return act(request, name, office);
  return say(await readOffice(office));
}
