import { json } from '../answer.ts';
import type { IntentRoute } from '../context.ts';
import { continuePayment } from '../continue-payment.ts';
import { intentView } from '../intent-view.ts';

/**
 * `POST /intents/{id}/continue`: the browser has made the 3-D Secure method call, or has waited long enough for it. Asked twice, the
 * gateway hears of it once; where there is nothing to go on with, the answer is how things stand.
 */
export const continueIntent: IntentRoute = async ({ intent, waitUntil }, context) => {
  const going = continuePayment(intent.id, {}, context);
  waitUntil(going.catch(() => {}));
  return json(intentView(await going));
};
