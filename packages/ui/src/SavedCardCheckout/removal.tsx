import type { CardRemoval, SavedCard } from '@onfile/hooks';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { News } from '../internal/Panel.tsx';
import { useWords } from '../messages/words-context.ts';
import { TextButton } from '../SavedCardOption/parts.tsx';

const buttonOf = (card: string | undefined, near: HTMLElement | null) =>
  near?.closest('section')?.querySelector<HTMLElement>(`[data-card="${CSS.escape(card ?? '')}"]`);

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
  useEffect(() => {
    // A card that was not removed after all is back with a button of its own.
    if (!pending && asked.current) buttonOf(asked.current, heading.current)?.focus();
    if (pending) asked.current = pending.id;
  }, [pending]);
  useEffect(() => {
    // What was taken out at once moved the focus then, and not again when its time is over.
    if (!leaving && !(removed && asked.current)) return;
    asked.current = undefined;
    (buttonOf(neighbour.current, heading.current) ?? heading.current)?.focus();
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
  const { pending, leaving, hidden, removed, undo } = removal;
  // What is on its way out stands there until it is out: the same words, taken away and put back, would be spoken again.
  const gone = hidden.findLast((card) => card !== pending) ?? removed;
  // Whoever removes the card that was chosen knows of it, also when another one has gone after it.
  const [ours] = useState(() => new Set<string>());
  if (removed) ours.add(removed.id);
  const isLost = lost && !ours.has(lost.id) && !hidden.some(({ id }) => id === lost.id);
  return (
    // Its place opens with the press, so that the answer moves nothing.
    <News data-open={!!(gone ?? hidden[0])}>
      {/* Words alone, so that they are spoken once and not again when the button beside them goes. */}
      <span role="status">{isLost ? messages.lost(lost) : gone && messages.removed(gone)}</span>
      {leaving && <Undo key={leaving.id} card={leaving} onClick={undo} />}
    </News>
  );
}

/** Takes a removal back. It never takes the focus away with it: that goes to the card that is back, or to the heading. */
function Undo({ card, onClick }: { card: SavedCard; onClick: () => void }) {
  const { messages } = useWords();
  const ref = useRef<HTMLButtonElement>(null);
  const isPressed = useRef(false);
  useLayoutEffect(() => {
    const button = ref.current;
    return () => {
      if (!isPressed.current && button === document.activeElement)
        button?.closest('section')?.querySelector<HTMLElement>('h2')?.focus();
    };
  }, []);
  return (
    <TextButton
      ref={ref}
      type="button"
      onClick={({ currentTarget }) => {
        const section = currentTarget.closest('section');
        isPressed.current = true;
        onClick();
        queueMicrotask(() => buttonOf(card.id, section)?.focus());
      }}
    >
      {messages.undo}
    </TextButton>
  );
}
