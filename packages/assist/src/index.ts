export type { Bill } from './bill.ts';
export type { Credentials } from './call.ts';
export { replyCheckValue, requestCheckValue } from './check-value.ts';
export { type AssistClient, type AssistOptions, createAssistClient } from './create-assist-client.ts';
export {
  AssistError,
  AssistFault,
  AssistInvalid,
  AssistLost,
  AssistMalformed,
  AssistRateLimited,
  AssistTimeout,
  AssistUnreachable,
} from './errors.ts';
export type { StoredCard, StoredCards } from './operations/list-stored-cards.ts';
export type { PayPageOrder } from './operations/pay-page-form.ts';
export type { Payer, PaymentAnswer, TokenPayment } from './operations/pay-with-token.ts';
export { type OrderState, orderStates, type Outcome, outcomeOf } from './outcome.ts';
export { fetchTransport, type Transport, type TransportAnswer } from './transport.ts';
