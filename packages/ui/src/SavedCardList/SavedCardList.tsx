import { type CardRemoval, type CardSelection, newCard, type SavedCard, type SavedCards } from '@onfile/hooks';
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  memo,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useId,
  useState,
} from 'react';
import { styled } from 'styled-components';
import { iconLines, plusIcon } from '../internal/Icons.tsx';
import { VisuallyHidden } from '../internal/VisuallyHidden.tsx';
import { firstSentence } from '../messages/card-words.ts';
import { useWords } from '../messages/words-context.ts';
import { Retry, Row, TextButton } from '../SavedCardOption/parts.tsx';
import { SavedCardOption } from '../SavedCardOption/SavedCardOption.tsx';
import { useSlots } from '../slots.ts';

/** Props of `SavedCardList`. */
export interface SavedCardListProps extends Omit<ComponentPropsWithoutRef<'fieldset'>, 'onSelect'> {
  cards: SavedCards;
  selection: Pick<CardSelection, 'value' | 'select'>;
  /** How removals stand: which rows are busy, and which failed. */
  removal?: Pick<CardRemoval, 'pending' | 'removing' | 'errors'>;
  /** Left out: cards cannot be removed here. */
  onRemove?: (card: SavedCard) => void;
  /** How many rows stand in the place of cards that are on their way. Default: as many as there were last on this page, else 2. */
  expectedCards?: number | undefined;
  /** What stands under the row of the chosen card: for example the field for its code. */
  whenChosen?: ReactNode;
  /** What belongs to a card that is not on file, while it is chosen: for example whether it is to be kept. */
  whenNew?: ReactNode;
}

/** More cards than this are shown in two steps. */
const shownAtFirst = 6;

/** How a row's removal stands. What the question says already is not said twice. */
export const rowOf = ({ id }: SavedCard, removal: SavedCardListProps['removal']) => ({
  removing: removal?.removing.some((card) => card.id === id) ?? false,
  removeError: removal?.pending?.id === id ? undefined : removal?.errors[id]?.code,
});

/** The cards to choose from, and a new one as the last choice. Renders a `<fieldset>` of native radios. */
export const SavedCardList = forwardRef<HTMLFieldSetElement, SavedCardListProps>(function SavedCardList(
  { cards, selection, removal, onRemove, expectedCards = cards.lastCount ?? 2, whenChosen, whenNew, ...rest },
  ref,
) {
  const { messages } = useWords();
  const { Option: CardOption = SavedCardOption, Empty = EmptyNote, ListError = ListErrorNote } = useSlots();
  const name = useId();
  const [all, setAll] = useState(false);
  const { select, value } = selection;
  const replace = useCallback(() => select(newCard), [select]);
  const showAll = ({ currentTarget: button }: MouseEvent<HTMLElement>) => {
    const group = button.closest('fieldset');
    const controls = () => [...(group?.querySelectorAll<HTMLElement>('input:enabled, button') ?? [])];
    const before = controls();
    setAll(true);
    // The button goes; the focus goes on with the first of what came. Once that is drawn: before, the browser would have to lay out every
    // row to know whether it can take the focus.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        controls()
          .find((one) => !before.includes(one))
          ?.focus(),
      ),
    );
  };
  const hasMore = cards.cards.length > shownAtFirst + 2;
  const isLong = hasMore && !all;
  // Nobody pays with a card that is not in sight, nor types its code.
  const shown = cards.cards.filter(({ id }, index) => !isLong || index < shownAtFirst || id === value);
  const removable = cards.capabilities?.remove ? onRemove : undefined;
  const isEmpty = cards.status === 'ready' && !cards.cards.length && !cards.dropped;
  const isNew = value === newCard && whenNew;
  // A list that is read again within it does not render a card that is as it was.
  const hour = `${cards.serverTime.slice(0, 13)}:00Z`;
  return (
    <Group
      ref={ref}
      aria-busy={cards.status === 'loading' || undefined}
      data-status={cards.status}
      data-long={hasMore && all}
      {...rest}
    >
      <VisuallyHidden as="legend">{messages.legend}</VisuallyHidden>
      {cards.status === 'loading' && <Skeleton label={messages.loading} rows={expectedCards} />}
      {cards.status === 'failed' && <ListError code={cards.error?.code ?? 'malformed'} onRetry={cards.retry} />}
      {isEmpty && (
        <Instead>
          <Empty reason={cards.filtered ? 'filtered' : 'none'} />
          {isNew}
        </Instead>
      )}
      {shown.map((card) => (
        <CardOption
          key={card.id}
          card={card}
          serverTime={hour}
          name={name}
          checked={value === card.id}
          onSelect={select}
          blocked={cards.blocked[card.id]}
          {...rowOf(card, removal)}
          onRemove={card.removable === false ? undefined : removable}
          onReplace={replace}
        >
          {value === card.id && whenChosen && <New>{whenChosen}</New>}
        </CardOption>
      ))}
      {isLong && (
        <More type="button" onClick={showAll}>
          {messages.showMore(cards.cards.length - shown.length)}
        </More>
      )}
      {cards.dropped > 0 && <Note role="status">{messages.dropped(cards.dropped)}</Note>}
      {cards.stale && (
        <Note role="status">
          {messages.listStale} <Retry onClick={cards.retry} />
        </Note>
      )}
      <NewCard name={name} checked={value === newCard} onSelect={replace}>
        {!isEmpty && isNew}
      </NewCard>
    </Group>
  );
});

interface NewCardProps {
  /** The name of the radio group. */
  name: string;
  checked: boolean;
  onSelect: () => void;
  children: ReactNode;
}

/** The last choice: a card that is not on file. Renders again only when something of its own changes, as a card does. */
const NewCard = memo(function NewCard({ name, checked, onSelect, children }: NewCardProps) {
  const { messages } = useWords();
  return (
    <Row data-payable data-selected={checked || undefined}>
      <label className="onfile-option-label">
        <input
          className="onfile-radio"
          type="radio"
          name={name}
          value={newCard}
          aria-labelledby={`${name}-new`}
          aria-describedby={`${name}-new-hint`}
          checked={checked}
          onChange={onSelect}
        />
        <NewArt data-face="new">{plusIcon}</NewArt>
        <span className="onfile-option-text">
          <span className="onfile-option-name" id={`${name}-new`}>
            {messages.anotherCard}
          </span>
          <span className="onfile-option-line" id={`${name}-new-hint`}>
            {messages.anotherCardHint}
          </span>
        </span>
      </label>
      {children && <New>{children}</New>}
    </Row>
  );
});

function EmptyNote({ reason }: { reason: 'none' | 'filtered' }) {
  const { messages } = useWords();
  return <p>{reason === 'none' ? messages.noCards : messages.allFiltered}</p>;
}

function ListErrorNote({
  code,
  onRetry,
}: {
  code: keyof ReturnType<typeof useWords>['messages']['error'];
  onRetry: () => void;
}) {
  const { messages } = useWords();
  return (
    <Instead role="alert">
      <p>{messages.listFailed}</p>
      <p>{firstSentence(messages.error[code])}</p>
      <Retry onClick={onRetry} />
    </Instead>
  );
}

/** Rows in the place of cards that are on their way: nothing moves when they come. */
export function Skeleton({ label, rows }: { label: string; rows: number }) {
  return (
    <>
      <VisuallyHidden role="status">{label}</VisuallyHidden>
      {Array.from({ length: Math.min(rows, shownAtFirst + 2) }, (_, row) => (
        <Bones key={row} aria-hidden="true">
          <i />
          <i />
          <i />
        </Bones>
      ))}
    </>
  );
}

const Group = styled.fieldset.withConfig({ componentId: 'onfile-list' })`
  box-sizing: border-box;
  margin: 0;
  container: onfile / inline-size;
  min-inline-size: 0;
  padding: 0;
  overflow: clip;
  border: 1px solid var(--onfile-color-border);
  border-radius: var(--onfile-radius-group);
  background: var(--onfile-color-surface);
  /* What is far down a long list is not drawn before it is near: a thousand cards cost what a screenful does. */
  &[data-long='true'] > div {
    content-visibility: auto;
  }
  /* Before as well: a row remembers how high it was. */
  & > div {
    contain-intrinsic-size: auto calc(var(--onfile-density-row) - 1px);
  }
`;

const Note = styled.div.withConfig({ componentId: 'onfile-note' })`
  box-sizing: border-box;
  padding: 14px 16px;
  border-block-end: 1px solid var(--onfile-color-border);
  color: var(--onfile-color-textMuted);
  font-size: 0.9375rem;
  & p {
    margin: 0 0 6px;
  }
`;

/** In the place of two rows, and as high: nothing moves when it turns out that there are none. */
const Instead = styled(Note).withConfig({ componentId: 'onfile-instead' })`
  display: flex;
  flex-direction: column;
  justify-content: center;
  align-items: start;
  gap: 4px;
  min-block-size: calc(2 * var(--onfile-density-row) + 1px);
`;

/**
 * Under the label of a choice, also where it comes before what stands beside the label. While what stands in it is on its way, as high as
 * the field for a code.
 */
const New = styled.div.withConfig({ componentId: 'onfile-new' })`
  grid-area: 3 / 1 / auto / -1;
  padding-inline: var(--onfile-space-rowInline);
  padding-block-end: var(--onfile-space-row);
  &:empty {
    block-size: 90px;
    @container onfile (max-width: 367.98px) {
      block-size: 133px;
    }
  }
`;

const More = styled(TextButton).withConfig({ componentId: 'onfile-more' })`
  display: block;
  inline-size: 100%;
  min-block-size: 52px;
  margin: 0;
  border-radius: 0;
  border-block: 1px solid var(--onfile-color-border);
  &:focus-visible {
    outline-offset: -3px;
  }
`;

const NewArt = styled.span.withConfig({ componentId: 'onfile-new-art' })`
  box-sizing: border-box;
  display: grid;
  place-items: center;
  inline-size: var(--onfile-art-width);
  aspect-ratio: 1.586;
  border: 1px solid var(--onfile-color-border);
  border-radius: var(--onfile-art-radius);
  color: var(--onfile-color-accent);
  ${iconLines}
  @container onfile (max-width: 399px) {
    inline-size: var(--onfile-art-widthNarrow);
  }
`;

const Bones = styled.div.withConfig({ componentId: 'onfile-bones' })`
  box-sizing: border-box;
  display: grid;
  grid-template-columns: 20px var(--onfile-art-width) 1fr;
  align-items: center;
  gap: var(--onfile-space-gap);
  min-block-size: var(--onfile-density-row);
  padding-inline: var(--onfile-space-rowInline) 25%;
  border-block-start: 1px solid var(--onfile-color-border);
  &:first-of-type {
    border-block-start: 0;
  }
  & i {
    block-size: 20px;
    border-radius: 10px;
    background: var(--onfile-color-border);
  }
  & i:nth-child(2) {
    block-size: 43px;
    border-radius: var(--onfile-art-radius);
  }
`;
