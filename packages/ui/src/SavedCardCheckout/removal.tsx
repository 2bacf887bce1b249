import type { CardRemoval, SavedCard } from '@onfile/hooks';
import { useCallback, useEffect, useRef } from 'react';
import { News } from '../internal/Panel.tsx';
import { useWords } from '../messages/words-context.ts';
import { TextButton } from '../SavedCardOption/parts.tsx';

/** After a removal the focus goes to the remove button before, else to the one that took its place, else to the heading. */
export function useFocusAfterRemoval(cards: readonly SavedCard[], removal: CardRemoval) {
  const heading = useRef<HTMLHeadingElement>(null);
  const neighbour = useRef<string | undefined>(undefined);
  const seen = useRef(cards);
  const { pending, leaving, removed, request } = removal;
  const asked = useRef<string | undefined>(undefined);
  useEffect(() => {
    seen.current = cards;
  });
  const buttonOf = (id = '') =>
    heading.current?.closest('section')?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);
  useEffect(() => {
    // A card that was not removed after all is back with a button of its own.
    if (!pending && asked.current) buttonOf(asked.current)?.focus();
    if (pending) asked.current = pending.id;
  }, [pending]);
  useEffect(() => {
    // What was taken out at once moved the focus then, and not again when its time is over.
    if (!leaving && !(removed && asked.current)) return;
    asked.current = undefined;
    (buttonOf(neighbour.current) ?? heading.current)?.focus();
  }, [leaving, removed]);
  const onRemove = useCallback(
    (card: SavedCard) => {
      const index = seen.current.findIndex(({ id }) => id === card.id);
      neighbour.current = (seen.current[index - 1] ?? seen.current[index + 1])?.id;
      request(card);
    },
    [request],
  );
  return { heading, onRemove };
}

/** What happened to the cards, spoken once. What can be taken back stays in sight; when its time is over its place stays, so that nothing moves. */
export function Happened({ lost, removal }: { lost?: SavedCard | undefined; removal: CardRemoval }) {
  const { messages } = useWords();
  const { pending, leaving, removed, undo, hidden } = removal;
  const gone = leaving ?? removed ?? hidden.find((card) => card !== pending);
  const isHidden = (card: SavedCard) => card.id === gone?.id || hidden.some(({ id }) => id === card.id);
  return (
    // Its place opens with the press, so that the answer moves nothing.
    <News role="status" data-open={!!gone || hidden.length > 0}>
      {lost && !isHidden(lost) ? messages.lost(lost) : gone && messages.removed(gone)}{' '}
      {leaving && (
        <TextButton type="button" onClick={undo}>
          {messages.undo}
        </TextButton>
      )}
    </News>
  );
}
