import { json } from '../answer.ts';
import type { IntentRoute } from '../context.ts';
import { intentView } from '../intent-view.ts';
import { reconcile } from '../reconcile.ts';

/** `GET /intents/{id}`: the truth, read again from the gateway while it is not final. */
export const readIntent: IntentRoute = async ({ intent }, context) =>
  json(intentView(await reconcile(intent, context)));
