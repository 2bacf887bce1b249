import { type CallOptions, type Gateway, loginFields, post } from '../call.ts';
import { holdField, shape } from '../fields.ts';
import { holdBill, holdOrder, type OrderMoney } from '../order-fields.ts';
import { type AnsweredPayment, readPayment } from '../read-payment.ts';
import { type NotAnswered, sendOnce, type Unconfirmed } from '../send-once.ts';

/** The next step of a payment that waits for 3-D Secure. */
export interface ThreeDsStep extends OrderMoney {
  /** As `threeDs.bill` of the payment's answer. */
  bill: string;
  /** After the method call, version 2: as `threeDs.transaction`. */
  transaction?: string;
  /** After the bank's page, version 1: what it sent the browser back with. */
  paRes?: string;
}

/**
 * What became of it. There is no `refused`: a fault about this step says nothing about the payment, which an earlier call of it may
 * have brought to its end.
 */
export type ThreeDsAnswer = AnsweredPayment | Exclude<NotAnswered, { type: 'refused' }>;

const transactionId = shape(
  'threeDSServerTransID',
  /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
  'the number of the transaction, 36 characters',
);
const paResText = shape('PaRes', /^[A-Za-z0-9+/=_\s-]{1,65536}$/, 'base64 as the bank sent it');

/** Which version is continued decides the path and the names (gateway notes, section 16, rows 4 and 5). */
function stepOf(gateway: Gateway, { transaction, paRes }: ThreeDsStep): { path: string; fields: object } {
  if (paRes !== undefined) {
    holdField('paRes', paRes, paResText);
    return { path: '/get3dsec/ws3dsec.cfm', fields: { PaRes: paRes } };
  }
  holdField('transaction', transaction, transactionId);
  return { path: gateway.continuePath, fields: { threeDSServerTransID: transaction } };
}

const unconfirmed = (first: number, second: number): Unconfirmed => ({
  type: 'unconfirmed',
  why: 'fault',
  fault: { first, second },
});

/**
 * Goes on with a payment after the 3-D Secure method call. It may be charged by this, so it is sent once. Path and names of the
 * parameters are assumed: `POST /get3dsec/get3dsecver2.cfm`, gateway notes, sections 3.7 and 16, row 4.
 *
 * @throws AssistInvalid before anything is sent.
 */
export async function continue3ds(gateway: Gateway, step: ThreeDsStep, options?: CallOptions): Promise<ThreeDsAnswer> {
  holdOrder(step);
  holdBill(step.bill);
  const { path, fields } = stepOf(gateway, step);
  const body = { ...(await loginFields(gateway)), Billnumber: step.bill, ...fields, Format: 5 };
  const answer = await sendOnce(
    gateway,
    post(gateway, path, body),
    (read) => readPayment(read, step, gateway),
    options,
  );
  return answer.type === 'refused' ? unconfirmed(answer.first, answer.second) : answer;
}
