import { acknowledgeNotification, type Notification, refuseNotification } from '@onfile/assist';
import { fromResponse } from '../answer.ts';
import type { Context, Route } from '../context.ts';
import { by } from '../deadline.ts';
import { record } from '../pay.ts';
import type { IntentRecord } from '../payment-store.ts';
import { reconcile } from '../reconcile.ts';

/** How long the gateway waits for the look that its message brings about, in milliseconds; it goes on without. */
const patience = 3000;

/** Durable before it is acknowledged: the record is due now, whoever looks, and knows the message again. */
const noted = (intent: IntentRecord, id: string, now: number): IntentRecord | undefined =>
  intent.notified?.includes(id)
    ? undefined
    : { ...intent, nextLookAt: now, notified: [...(intent.notified ?? []), id].slice(-20) };

/**
 * A message is a reason to look, and never proof: what it says of money goes nowhere. One about an order that we have no intent for
 * is acknowledged all the same, because a merchant may sell by other ways than this proxy, and a refusal is not repeated either.
 */
async function takeNotification({ order, id }: Notification, context: Context): Promise<string> {
  const intent = await context.store.findByOrder(order);
  if (!intent) return 'unknown-order';
  if (intent.notified?.includes(id)) return 'repeated';
  const due = await record(intent.id, context, (now) => noted(now, id, context.now()));
  const looking = reconcile(due, context, { force: true, always: true });
  await by<unknown>(context.now() + patience, context.now, looking, () => undefined);
  return 'looked';
}

/**
 * `POST /notifications`: the gateway's own message, a form or SOAP (gateway notes, section 6). Where our own store is in trouble
 * there is no good answer, so that the message comes again: up to eight times in four hours.
 */
export const notify: Route = async ({ request }, context) => {
  const reading = await context.assist.readNotification(request);
  const { metrics } = context.engine;
  if (reading.type === 'rejected') {
    metrics.count('onfile_notifications_total', { result: reading.why });
    context.onEvent({ type: 'notification.refused', why: reading.why });
    return fromResponse(refuseNotification(reading));
  }
  const result = await takeNotification(reading.notification, context);
  metrics.count('onfile_notifications_total', { result });
  return fromResponse(acknowledgeNotification(reading.notification));
};
