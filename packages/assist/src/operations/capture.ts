import type { DeclineReason } from '@onfile/contract';
import type { Bill } from '../bill.ts';
import { type CallOptions, type Gateway, loginFields, post } from '../call.ts';
import { type ChangedSum, sumFields } from '../changed-sum.ts';
import { clientIpFields, holdBill, type Language, languageFields } from '../order-fields.ts';
import { readChange } from '../read-change.ts';
import { type Receipt, receiptFields } from '../receipt.ts';
import { type NotAnswered, sendOnce } from '../send-once.ts';

/** A capture of an authorised payment: of all of it, or of a part with its currency. */
export type Capture = ChangedSum & {
  /** The bill's number, with or without an operation's behind it. */
  bill: string;
  /** IPv4; anything else is left out. */
  clientIp?: string;
  /** Of the answer's words. Default: the gateway's own. */
  language?: Language;
  /** `AutoDeposit`. Default: the gateway's own. */
  autoDeposit?: boolean;
  receipt?: Receipt;
};

/** What became of a capture. `isWhole`: by the bill's state nothing of it is left to be taken. */
export type CaptureAnswer =
  | { type: 'captured'; bill: Bill; isWhole: boolean }
  | { type: 'declined'; bill: Bill; reason: DeclineReason }
  | NotAnswered;

const states = { whole: 'Approved', part: 'PartialDelayed' } as const;

/**
 * Takes the money of an authorised payment. `POST /charge/charge.cfm`, gateway notes, section 10. Sent once: after `unconfirmed`
 * the order's result tells.
 *
 * @throws AssistInvalid before anything is sent.
 */
export async function capture(gateway: Gateway, request: Capture, options?: CallOptions): Promise<CaptureAnswer> {
  holdBill(request.bill);
  const fields = new URLSearchParams({
    Billnumber: request.bill,
    ...(await loginFields(gateway)),
    ...sumFields(request),
    ...clientIpFields(request.clientIp),
    ...languageFields(request.language),
    ...(request.autoDeposit !== undefined && { AutoDeposit: request.autoDeposit ? '1' : '0' }),
    ...receiptFields(request.receipt, request.amount),
    Format: '5',
  });
  const read = (body: unknown): CaptureAnswer & { type: 'captured' | 'declined' } => {
    const said = readChange(body, 'capture', request, states);
    return said.type === 'done' ? { ...said, type: 'captured' } : said;
  };
  return sendOnce(gateway, post(gateway, '/charge/charge.cfm', fields), read, options);
}
