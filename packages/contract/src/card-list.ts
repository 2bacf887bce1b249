import * as v from 'valibot';
import { listEnvelope, SavedCard } from './saved-card.ts';

/** The answer of `GET /cards`. */
export const CardList = v.object({ cards: v.pipe(v.array(SavedCard), v.maxLength(50)), ...listEnvelope });
/** A shopper's cards. */
export type CardList = v.InferOutput<typeof CardList>;
