import { brandId } from '../brand.ts';
import { isCheckValueOf } from '../check-value.ts';
import type { Gateway } from '../call.ts';
import { twoDecimals } from '../money.ts';
import { type OperationType, operationType } from '../operation.ts';
import { isToken } from '../order-fields.ts';
import { type Outcome, orderState, type OrderState, outcomeOf } from '../outcome.ts';
import { readText } from '../read-body.ts';
import { type Packet, readPacket } from '../read-packet.ts';

/**
 * What the gateway says happened to a bill. It is a hint to read the order's result: the check value covers the order, the amount,
 * the currency and the state, and nothing else here.
 */
export interface Notification {
  /** The same for a message that comes twice: the operation's number and its type. */
  id: string;
  order: string;
  billNumber: string;
  /** The bill's number with the operation's behind it, as the acknowledgement repeats it. */
  operationNumber: string;
  operationType: OperationType;
  /** Of the operation, decimal text with two places. */
  amount: string;
  currency: string;
  state: OrderState | 'unknown';
  responseCode: string;
  /** What state and code come to, before the order's result is read. */
  outcome: Outcome;
  /** No real money is meant. The documents ask for this to be looked at. */
  isTest: boolean;
  /** The token of a card that was kept by this payment. Not covered by the check value: the card list tells. */
  savedToken?: string;
  mean?: { brand: string; last4: string };
  /** As the gateway wrote it. */
  packetDate: string;
}

/** What a message came to. */
export type NotificationReading =
  /** Its check value, or its signature, is right. */
  | { type: 'verified'; notification: Notification }
  /** The client was given nothing to verify it by: anybody may have sent it. */
  | { type: 'unverified'; notification: Notification }
  | { type: 'rejected'; why: 'unreadable' | 'other-merchant' | 'forged' };

/** The most that a message may weigh, in bytes. */
const limit = 64 * 1024;

/** The sums that the documents and the plug-ins take the check value over (gateway notes, section 7.3). */
function signedSums(packet: Packet): { amount: string; currency: string }[] {
  const sums = [
    { amount: packet.get('amount') ?? '', currency: packet.get('currency') ?? '' },
    { amount: packet.get('orderamount') ?? '', currency: packet.get('ordercurrency') ?? '' },
  ];
  return sums.filter(({ amount, currency }) => amount && currency);
}

/** The sum that the gateway vouches for; `undefined` where it vouches for none. */
function vouchedSum(gateway: Gateway, packet: Packet): { amount: string; currency: string } | undefined {
  const { checkSecret, verifySignature, merchantId } = gateway;
  const checkValue = packet.get('checkvalue') ?? '';
  const signature = packet.get('signature') ?? '';
  const isVouched = ({ amount, currency }: { amount: string; currency: string }) => {
    const parts = [merchantId, packet.get('ordernumber') ?? '', amount, currency, packet.get('orderstate') ?? ''];
    if (checkSecret && isCheckValueOf(checkSecret, [parts], checkValue)) return true;
    return signature !== '' && verifySignature?.(parts.join(''), signature) === true;
  };
  // Both are tried, whichever is right: the time it takes tells nothing.
  return signedSums(packet).filter(isVouched)[0];
}

function describe(packet: Packet, sum: { amount: string; currency: string }): Notification {
  const said = (name: string) => packet.get(name) ?? '';
  const operationNumber = said('billnumber');
  const state = orderState(said('orderstate'));
  const responseCode = said('responsecode');
  const token = said('token');
  const last4 = /(\d{4})$/.exec(said('meannumber'))?.[1];
  return {
    id: `${operationNumber}/${said('operationtype')}`,
    order: said('ordernumber'),
    billNumber: operationNumber.replace(/\..*$/, ''),
    operationNumber,
    operationType: operationType(said('operationtype')),
    amount: twoDecimals(sum.amount),
    currency: sum.currency,
    state,
    responseCode,
    outcome: outcomeOf({ state, responseCode }),
    isTest: said('testmode') === '1',
    ...(isToken(token) && { savedToken: token }),
    ...(last4 && { mean: { brand: brandId(said('meantypename')), last4 } }),
    packetDate: said('packetdate'),
  };
}

/** What a message must say, and what else it may: a field that is not of its shape makes the message unreadable. */
const needed = {
  merchant_id: /^\d{1,15}$/,
  ordernumber: /^[\x21-\x7e]{1,128}$/,
  billnumber: /^\d{15,16}(\.\d{1,9})?$/,
  orderstate: /^[^\p{Cc}]{1,64}$/u,
};
const allowed = {
  currency: /^[A-Z]{3}$/,
  ordercurrency: /^[A-Z]{3}$/,
  operationtype: /^\d{1,4}$/,
  responsecode: /^[A-Za-z0-9]{1,16}$/,
  packetdate: /^[\w.,:+/ -]{1,40}$/,
};

const isWhole = (packet: Packet) =>
  Object.entries(needed).every(([name, pattern]) => pattern.test(packet.get(name) ?? '')) &&
  Object.entries(allowed).every(([name, pattern]) => !packet.get(name) || pattern.test(packet.get(name) ?? ''));

async function readBodyOf(request: Request): Promise<Packet | undefined> {
  try {
    const packet = readPacket(await readText(request.body, limit));
    return isWhole(packet) ? packet : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads the gateway's own message about a payment: a form or a SOAP packet, whatever it is labelled as (gateway notes, sections 6, 7.3
 * and 18). Answer it with `acknowledgeNotification` or `refuseNotification`. A failure answer is not repeated by the gateway, so where
 * the shop itself is in trouble let it go without a 200: it comes again, up to eight times in four hours.
 *
 * Never throws for what was sent.
 */
export async function readNotification(gateway: Gateway, request: Request): Promise<NotificationReading> {
  const packet = await readBodyOf(request);
  if (!packet) return { type: 'rejected', why: 'unreadable' };
  if (packet.get('merchant_id') !== gateway.merchantId) return { type: 'rejected', why: 'other-merchant' };
  const canVerify = gateway.checkSecret !== undefined || gateway.verifySignature !== undefined;
  const sum = canVerify ? vouchedSum(gateway, packet) : signedSums(packet)[0];
  if (!sum) return { type: 'rejected', why: canVerify ? 'forged' : 'unreadable' };
  try {
    return { type: canVerify ? 'verified' : 'unverified', notification: describe(packet, sum) };
  } catch {
    return { type: 'rejected', why: 'unreadable' };
  }
}
