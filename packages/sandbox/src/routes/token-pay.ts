import { absent, GatewayFault, malformed, missing, wrongValue } from '../fault.ts';
import { paymentJson } from '../order-json.ts';
import { type Fields, readFields } from '../read-request.ts';
import type { FaultRule } from '../rules.ts';
import { silence } from '../rules.ts';
import type { SandboxState, StoredCard } from '../state.ts';
import { type Deps, serve } from '../work.ts';

/** The response code that an amount asks for by its last two digits: the sandbox's own table. */
const codeByEnding: Record<string, string> = {
  '.01': 'AS100',
  '.02': 'AS102',
  '.03': 'AS101',
  '.04': 'AS104',
  '.05': 'AS105',
  '.08': 'AS108',
  '.30': 'AS300',
};

/** What an amount asks for; approval unless the table says otherwise. */
export const codeFor = (amount: string): string => codeByEnding[amount.slice(-3)] ?? 'AS000';

interface TokenPayment {
  order: string;
  amount: string;
  currency: string;
  customer: string;
  token: string;
}

/** The two names inside `PaymentToken`, which comes as JSON text or as an object. */
function readPaymentToken(text: string | undefined): { token: string; customer: string } {
  if (!text) throw missing('PAYMENTTOKEN', 218);
  try {
    const inner = new Map<string, unknown>();
    for (const [name, value] of Object.entries(JSON.parse(text))) inner.set(name.toLowerCase(), value);
    const token = inner.get('token');
    const customer = inner.get('customernumber');
    if (typeof token === 'string' && typeof customer === 'string') return { token, customer };
  } catch {
    // Falls to the fault below: whatever it was, it was not a token.
  }
  throw malformed('PAYMENTTOKEN', 218);
}

/** An order's number, amount and currency, checked as gateway notes, section 15, say. */
export function readOrder(fields: Fields): { order: string; amount: string; currency: string } {
  const order = fields.get('ordernumber');
  const amount = fields.get('orderamount')?.replace(',', '.');
  const currency = fields.get('ordercurrency') || 'RUB';
  if (!order) throw missing('ORDERNUMBER', 107);
  if (order.length > 128) throw malformed('ORDERNUMBER', 107);
  if (!amount) throw missing('AMOUNT', 108);
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(amount)) throw malformed('AMOUNT', 108);
  if (Number(amount) === 0) throw wrongValue('AMOUNT', 108);
  if (!/^[A-Z]{3}$/.test(currency)) throw malformed('CURRENCY', 105);
  const [whole = '0', cents = ''] = amount.split('.');
  return { order, amount: `${whole}.${cents.padEnd(2, '0')}`, currency };
}

function readPayment(fields: Fields): TokenPayment {
  if (fields.get('tokentype') !== '5') throw wrongValue('TOKENTYPE', 217);
  if (fields.has('format') && fields.get('format') !== '5') throw wrongValue('FORMAT', 103);
  const ip = fields.get('clientip');
  if (ip && !/^\d{1,3}(\.\d{1,3}){3}$/.test(ip)) throw malformed('CLIENTIP', 116);
  return { ...readOrder(fields), ...readPaymentToken(fields.get('paymenttoken')) };
}

/** Where the same order is already paid, a second payment is refused unless the sandbox takes duplicates. */
export function refusePaid(order: string, { state, acceptDuplicates }: Deps): void {
  const paid = state.billsOf(order).some((bill) => bill.state === 'Approved' || bill.state === 'Delayed');
  if (paid && !acceptDuplicates) throw new GatewayFault('Duplicate object. Object order', 11, 201);
}

function checkCode(card: StoredCard, fields: Fields): void {
  if (!card.needCVC) return;
  const code = fields.get('cvc2') ?? fields.get('cvc');
  if (!code) throw missing('CVC2', 115);
  if (!/^\d{3,4}$/.test(code)) throw malformed('CVC2', 115);
}

function charge(payment: TokenPayment, card: StoredCard, fields: Fields, state: SandboxState, rule?: FaultRule) {
  const bill = state.openBill({ ...payment, comment: fields.get('ordercomment') ?? '' });
  bill.card = card;
  bill.customer = payment.customer;
  // `active` decides, never the month: a bank may have renewed a card that looks past its date.
  const decline = rule?.kind === 'decline' ? (rule.code ?? 'AS100') : undefined;
  const code = decline ?? (card.active ? codeFor(payment.amount) : 'AS100');
  state.settle(bill, code, fields.get('delay') === '1');
  return bill;
}

/** `POST /pay/tokenpay.cfm` with token type 5: pays with a card on file (gateway notes, section 3). */
export async function tokenPay(request: Request, deps: Deps): Promise<Response> {
  const fields = await readFields(request);
  return serve('tokenpay', request, fields, deps, undefined, async (rule) => {
    const payment = readPayment(fields);
    const card = deps.state.cardsOf(payment.customer).find((stored) => stored.token === payment.token);
    if (!card) throw absent('Credit card', 203);
    checkCode(card, fields);
    refusePaid(payment.order, deps);
    if (rule?.kind === 'late-charged') {
      deps.later(() => charge(payment, card, fields, deps.state), rule.afterMs ?? 2000);
      return silence(request);
    }
    const bill = charge(payment, card, fields, deps.state, rule);
    if (rule?.kind === 'never-answer-charged') return silence(request);
    const answer = paymentJson(bill, deps.state.packetDate());
    return rule?.kind === 'truncated-charged'
      ? new Response(JSON.stringify(answer).slice(0, 40))
      : Response.json(answer);
  });
}
