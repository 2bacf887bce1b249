export { acknowledgeNotification, refuseNotification } from './acknowledgement.ts';
export type { Bill, BillOperation } from './bill.ts';
export type { CallOptions, Credentials } from './call.ts';
export type { ChangedSum } from './changed-sum.ts';
export { replyCheckValue, requestCheckValue, requestText } from './check-value.ts';
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
export type { FaultKind } from './fault-codes.ts';
export { isSuccess, type OperationType } from './operation.ts';
export type { CancelAnswer, Cancellation } from './operations/cancel.ts';
export type { Capture, CaptureAnswer } from './operations/capture.ts';
export type { ThreeDsAnswer, ThreeDsStep } from './operations/continue-3ds.ts';
export type { CardsRequest, StoredCard, StoredCards } from './operations/list-stored-cards.ts';
export type { OpenOrderPayment } from './operations/pay-order-with-token.ts';
export type { PayPageLink } from './operations/pay-page-link.ts';
export type { RecurrentPayment } from './operations/pay-recurrent.ts';
export type { TokenPayment } from './operations/pay-with-token.ts';
export type { Notification, NotificationReading } from './operations/read-notification.ts';
export type { BillState } from './operations/read-order-state.ts';
export type { CardRemoval } from './operations/remove-stored-card.ts';
export type { Language, OrderMoney, Payer } from './order-fields.ts';
export type { OrderSearch } from './order-search.ts';
export { type OrderState, orderStates, type Outcome, outcomeOf } from './outcome.ts';
export type { PageMean, PayPageOrder } from './page-order.ts';
export type { AnsweredPayment, PaymentAnswer } from './read-payment.ts';
export type { Receipt, ReceiptItem } from './receipt.ts';
export type { NotAnswered, Unconfirmed } from './send-once.ts';
export type { ThreeDs } from './three-ds.ts';
export {
  asRequest,
  fetchTransport,
  type GatewayRequest,
  type GatewayResponse,
  type Transport,
  type TransportAnswer,
} from './transport.ts';
export { readReturn } from './read-return.ts';
