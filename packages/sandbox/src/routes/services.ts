import type { WebService } from '../service.ts';
import { cancel } from './cancel.ts';
import { charge } from './charge.ts';
import { continue3ds, continueV1 } from './continue-3ds.ts';
import { denyOrder, login } from './deny-order.ts';
import { fiscalReceipt } from './fiscal-receipt.ts';
import { orderResult, orderState } from './order-result.ts';
import { payRequest } from './pay-request.ts';
import { mobileResult, register } from './phone-app.ts';
import { recurrent } from './recurrent.ts';
import { removeToken } from './remove-token.ts';
import { resultsByDate } from './results-by-date.ts';
import { silentPay } from './silent-pay.ts';
import { storedCards } from './stored-cards.ts';
import { tokenPay, tokenPayOrder } from './token-pay.ts';

/** Every web service of the gateway that the sandbox answers (gateway notes, sections 0 and 18). */
export const webServices: readonly WebService[] = [
  storedCards,
  removeToken,
  tokenPay,
  tokenPayOrder,
  silentPay,
  continue3ds,
  continueV1,
  payRequest,
  orderResult,
  orderState,
  mobileResult,
  resultsByDate,
  charge,
  cancel,
  recurrent,
  login,
  denyOrder,
  register,
  fiscalReceipt,
];
