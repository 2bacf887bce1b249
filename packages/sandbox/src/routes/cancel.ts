import type { Deps } from '../deps.ts';
import { exceeds, less } from '../money.ts';
import { blocked, readSum, refunded, taken, withOperation } from '../pay/amend.ts';
import { writeLedger } from '../pay/conclude.ts';
import { findBill } from '../request/bill-number.ts';
import { holdForms } from '../request/lengths.ts';
import { type Call, shown, type WebService } from '../service.ts';
import type { Bill } from '../state.ts';
import { forbidden, GatewayFault, malformed, wrongValue } from '../wire/fault.ts';
import { cancelReply } from '../wire/order-reply.ts';

const cancellable: readonly string[] = ['Approved', 'Delayed', 'PartialDelayed', 'PartialCanceled'];

/** The merchant's own number of a refund: JSON and SOAP only, once in an order (gateway notes, section 10). */
function readExternalId({ fields, shape }: Call, bill: Bill): string | undefined {
  const id = fields.get('externalrefundid');
  if (!id || shape === 'form') return undefined;
  if (!/^[\w-]{10,100}$/.test(id)) throw malformed('EXTERNALREFUNDID', 0);
  if (bill.operations.some((one) => one.externalRefundId === id))
    throw new GatewayFault('Duplicate object. Object operation', 11, 216);
  return id;
}

/** How much of a cancel lets go what was blocked, and how much gives back what was taken. */
function writeBoth(bill: Bill, amount: string, isWhole: boolean, deps: Deps): void {
  const released = isWhole ? blocked(bill) : '0.00';
  writeLedger(bill, { type: 'void', amount: released }, deps);
  writeLedger(bill, { type: 'refund', amount: less(amount, released) }, deps);
}

/**
 * `POST /cancel/wscancel.cfm`, `/cancel/cancel.cfm`: lets go or gives back; the gateway decides which (gateway notes, section 10).
 * A part of what was only blocked cannot be let go by itself: 15/300, the sandbox's own.
 */
export const cancel: WebService = {
  name: 'cancel',
  paths: ['/cancel/wscancel.cfm', '/cancel/cancel.cfm'],
  formats: [4, 1, 3, 5],
  perform: (call) => {
    const { fields, deps, rule } = call;
    holdForms(fields);
    const reason = fields.get('cancelreason');
    if (reason && !/^[123]$/.test(reason)) throw malformed('CANCELREASON', 0);
    const bill = findBill(fields, deps);
    if (!cancellable.includes(bill.state)) throw forbidden('cancel', 308);
    const whole = less(bill.amount, refunded(bill));
    const amount = readSum(fields, bill, whole);
    const isWhole = amount === whole;
    if (!isWhole && bill.state === 'Delayed') throw forbidden('authorization cancel', 300);
    // What is only blocked cannot be given back in part.
    if (!isWhole && exceeds(amount, less(taken(bill), refunded(bill)))) throw wrongValue('AMOUNT', 108);
    const externalRefundId = readExternalId(call, bill);
    const operation = {
      type: 300 as const,
      amount,
      clientIp: fields.get('clientip') ?? '',
      ...(externalRefundId && { externalRefundId }),
    };
    writeBoth(bill, amount, isWhole, deps);
    const canceled = withOperation(bill, { state: isWhole ? 'Canceled' : 'PartialCanceled' }, operation, deps);
    deps.notifier.tell(canceled, 'cancel');
    return cancelReply(shown(canceled, rule), deps);
  },
};
