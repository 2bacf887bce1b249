import type { DeclineReason } from '@onfile/contract';
import type { Bill } from '../bill.ts';
import { type CallOptions, type Gateway, loginFields, post } from '../call.ts';
import { type ChangedSum, sumFields } from '../changed-sum.ts';
import { choose, shape, writeFields } from '../fields.ts';
import { clientIpFields, holdBill, type Language, languageFields } from '../order-fields.ts';
import { readChange } from '../read-change.ts';
import { type NotAnswered, sendOnce } from '../send-once.ts';

/** A cancellation or a refund, of all of a bill or of a part with its currency. The gateway decides which of the two it is. */
export type Cancellation = ChangedSum & {
  /** The bill's number, with or without an operation's behind it. */
  bill: string;
  /** Always said: revisions of the gateway differ in their default. */
  reason: 'shop' | 'customer' | 'fraud';
  /** The shop's own number of the refund: 10 to 100 letters, digits, `_` and `-`. */
  refundId?: string;
  /** IPv4; anything else is left out. */
  clientIp?: string;
  /** Of the answer's words. Default: the gateway's own. */
  language?: Language;
};

/** What became of a cancellation. `isWhole`: by the bill's state nothing of its money is left with the merchant. */
export type CancelAnswer =
  | { type: 'canceled'; bill: Bill; isWhole: boolean }
  | { type: 'declined'; bill: Bill; reason: DeclineReason }
  | NotAnswered;

const reasons = { shop: '1', customer: '2', fraud: '3' } as const;
const states = { whole: 'Canceled', part: 'PartialCanceled' } as const;
const parameters = {
  refundId: shape('Externalrefundid', /^[A-Za-z0-9_-]{10,100}$/, '10 to 100 letters, digits, "_" and "-"'),
};

/**
 * Cancels an authorisation or gives money back. `POST /cancel/wscancel.cfm`, gateway notes, section 10. Sent once: money that is
 * given back twice is gone.
 *
 * @throws AssistInvalid before anything is sent.
 */
export async function cancel(gateway: Gateway, request: Cancellation, options?: CallOptions): Promise<CancelAnswer> {
  holdBill(request.bill);
  const fields = new URLSearchParams({
    Billnumber: request.bill,
    ...(await loginFields(gateway)),
    ...sumFields(request),
    CancelReason: choose('reason', reasons, request.reason),
    ...writeFields(parameters, request),
    ...clientIpFields(request.clientIp),
    ...languageFields(request.language),
    Format: '5',
  });
  const read = (body: unknown): CancelAnswer & { type: 'canceled' | 'declined' } => {
    const said = readChange(body, 'cancel', request, states);
    return said.type === 'done' ? { ...said, type: 'canceled' } : said;
  };
  return sendOnce(gateway, post(gateway, '/cancel/wscancel.cfm', fields), read, options);
}
