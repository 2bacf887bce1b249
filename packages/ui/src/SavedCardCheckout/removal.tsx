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
  const wasAsked = useRef(false);
  useEffect(() => {
    seen.current = cards;
  });
  useEffect(() => {
    if (pending) wasAsked.current = true;
  }, [pending]);
  useEffect(() => {
    // What was taken out at once moved the focus then, and not again when its time is over.
    if (!leaving && !(removed && wasAsked.current)) return;
    wasAsked.current = false;
    const button = heading.current
      ?.closest('section')
      ?.querySelector<HTMLElement>(`[data-card="${CSS.escape(neighbour.current ?? '')}"]`);
    (button ?? heading.current)?.focus();
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
  const { leaving, removed, undo } = removal;
  const gone = leaving ?? removed;
  return (
    <News role="status" data-open={gone !== null}>
      {lost && lost.id !== gone?.id ? messages.lost(lost) : gone && messages.removed(gone)}{' '}
      {leaving && (
        <TextButton type="button" onClick={undo}>
          {messages.undo}
        </TextButton>
      )}
    </News>
  );
}
