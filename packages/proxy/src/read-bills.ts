import type { Bill } from '@onfile/assist';
import type { Context } from './context.ts';
import type { IntentRecord } from './payment-store.ts';

const hour = 3_600_000;

/** Every bill of the intent's order, in a window that is said and is wide enough. @throws AssistError */
export async function readBills(intent: IntentRecord, { assist, now }: Context): Promise<Bill[]> {
  const window = { from: new Date(intent.createdAt - hour), to: new Date(now() + hour) };
  return (await assist.readOrderResult({ order: intent.order, ...window })).bills;
}
