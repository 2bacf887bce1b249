import type { Deps } from '../deps.ts';
import { merchant } from '../merchant.ts';
import { readOrder, refusePaid } from '../request/order.ts';
import { readAgreement } from '../request/recurring.ts';
import type { PageVisit, Wallet } from '../state.ts';
import { absent, malformed, missing } from '../wire/fault.ts';
import type { Fields } from '../wire/read-request.ts';
import { holdSigned } from '../wire/signing.ts';

/** Which parameter switches which wallet (gateway notes, section 4.1). */
const switches: readonly [Wallet, name: string][] = [
  ['apple', 'applepaypayment'],
  ['google', 'googlepaypayment'],
  ['samsung', 'samsungpaypayment'],
];

/** The wallets of a page: all but those that the shop switches off. */
const readWallets = (fields: Fields): Wallet[] =>
  switches.filter(([, name]) => fields.get(name) !== '0').map(([wallet]) => wallet);

/** The language of a page: the one asked for, else the merchant's. */
export function pageLanguage(fields: Fields, { state }: Deps): 'RU' | 'EN' {
  const asked = fields.get('language')?.toUpperCase();
  return asked === 'EN' || asked === 'RU' ? asked : state.settings.language;
}

function readReturns(fields: Fields): Pick<PageVisit, 'returnOk' | 'returnNo'> {
  const returnOk = fields.get('urlreturnok') || fields.get('urlreturn');
  const returnNo = fields.get('urlreturnno') || fields.get('urlreturn');
  for (const address of [returnOk, returnNo])
    if (address && !/^https?:\/\//i.test(address)) throw malformed('URL', 154);
  if ([returnOk, returnNo].some((address) => address && !URL.canParse(address))) throw malformed('URL', 154);
  return { ...(returnOk && { returnOk }), ...(returnNo && { returnNo }) };
}

/**
 * Takes an order for the payment page (gateway notes, section 4). Its clock starts here. An order over nothing for a known
 * customer adds a card: how the gateway is asked for that is not documented.
 *
 * @throws GatewayFault
 */
export async function openVisit(fields: Fields, deps: Deps): Promise<PageVisit> {
  const { state } = deps;
  const id = fields.get('merchantid');
  if (!id) throw missing('MERCHANT_ID', 100);
  if (id !== merchant.id) throw absent('MERCHANT_ID', 100);
  await holdSigned(fields, 'page', deps);
  const agreement = readAgreement(fields, state.now());
  const customer = fields.get('customernumber');
  const order = readOrder(fields, deps, { mayBeNothing: Boolean(customer) });
  refusePaid(order.order, deps);
  const bill = state.openBill({ ...order, ...(agreement && { agreement }) });
  const visit: PageVisit = {
    // Letters and digits only: a public client takes nothing else for a CFSID (section 3.4).
    id: state.randomId().replaceAll('-', ''),
    bill: bill.bill,
    language: pageLanguage(fields, deps),
    isRegistration: Number(bill.amount) === 0,
    wallets: readWallets(fields),
    disable3ds: fields.get('disable3ds') === '1',
    ...(customer && { customer }),
    ...readReturns(fields),
  };
  state.visits.set(visit.id, visit);
  return visit;
}

/** The address of a visit's page. */
export const visitUrl = ({ id }: PageVisit, { origin }: Deps): string =>
  `${origin}/pay/pay.cfm?CFSID=${encodeURIComponent(id)}`;
