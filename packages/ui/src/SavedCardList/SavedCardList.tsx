import { type CardSelection, newCard, type SavedCard, type SavedCards } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, useCallback, useId, useState } from 'react';
import { styled } from 'styled-components';
import { PlusIcon } from '../internal/Icons.tsx';
import { VisuallyHidden } from '../internal/VisuallyHidden.tsx';
import { useWords } from '../messages/words-context.ts';
import { Line, Name, Option, Radio, Row, Text, TextButton } from '../SavedCardOption/parts.tsx';
import { SavedCardOption } from '../SavedCardOption/SavedCardOption.tsx';
import { theme } from '../theme/theme.ts';

/** Props of `SavedCardList`. */
export interface SavedCardListProps extends Omit<ComponentPropsWithoutRef<'fieldset'>, 'onSelect'> {
  cards: SavedCards;
  selection: Pick<CardSelection, 'value' | 'select'>;
  /** Left out: cards cannot be removed here. */
  onRemove?: (card: SavedCard) => void;
}

/** More cards than this are shown in two steps. */
const shownAtFirst = 6;

/** The cards to choose from, and a new one as the last choice. Renders a `<fieldset>` of native radios. */
export const SavedCardList = forwardRef<HTMLFieldSetElement, SavedCardListProps>(function SavedCardList(
  { cards, selection, onRemove, ...rest },
  ref,
) {
  const { messages } = useWords();
  const name = useId();
  const [all, setAll] = useState(false);
  const { select, value } = selection;
  const replace = useCallback(() => select(newCard), [select]);
  const isLong = cards.cards.length > shownAtFirst + 2 && !all;
  const shown = isLong ? cards.cards.slice(0, shownAtFirst) : cards.cards;
  const removable = cards.capabilities?.remove ? onRemove : undefined;
  return (
    <Group ref={ref} aria-busy={cards.status === 'loading'} data-status={cards.status} {...rest}>
      <VisuallyHidden as="legend">{messages.legend}</VisuallyHidden>
      {cards.status === 'loading' && <Skeleton label={messages.loading} />}
      {cards.status === 'failed' && (
        <Note role="alert">
          <p>{messages.listFailed}</p>
          <p>{cards.error && messages.error[cards.error.code].split(/(?<=[.!?…])\s/)[0]}</p>
          <TextButton type="button" onClick={cards.retry}>
            {messages.retry}
          </TextButton>
        </Note>
      )}
      {cards.status === 'ready' && !cards.cards.length && !cards.dropped && <Note>{messages.noCards}</Note>}
      {shown.map((card) => (
        <SavedCardOption
          key={card.id}
          card={card}
          serverTime={cards.serverTime}
          name={name}
          checked={value === card.id}
          onSelect={select}
          onRemove={card.removable === false ? undefined : removable}
          onReplace={replace}
        />
      ))}
      {isLong && (
        <More type="button" onClick={() => setAll(true)}>
          {messages.showMore(cards.cards.length - shownAtFirst)}
        </More>
      )}
      {cards.dropped > 0 && <Note role="status">{messages.dropped(cards.dropped)}</Note>}
      {cards.stale && (
        <Note role="status">
          {messages.listStale}{' '}
          <TextButton type="button" onClick={cards.retry}>
            {messages.retry}
          </TextButton>
        </Note>
      )}
      <Row data-payable>
        <Option>
          <Radio
            type="radio"
            name={name}
            value={newCard}
            aria-labelledby={`${name}-new`}
            aria-describedby={`${name}-new-hint`}
            checked={value === newCard}
            onChange={() => select(newCard)}
          />
          <NewArt data-face="new">
            <PlusIcon />
          </NewArt>
          <Text>
            <Name id={`${name}-new`}>{messages.anotherCard}</Name>
            <Line id={`${name}-new-hint`}>{messages.anotherCardHint}</Line>
          </Text>
        </Option>
      </Row>
    </Group>
  );
});

/** Rows in the place of cards that are on their way: nothing moves when they come. */
function Skeleton({ label }: { label: string }) {
  return (
    <>
      <VisuallyHidden role="status">{label}</VisuallyHidden>
      {[1, 2].map((row) => (
        <Bones key={row} aria-hidden="true">
          <i />
          <i />
          <span>
            <i />
            <i />
          </span>
        </Bones>
      ))}
    </>
  );
}

const Group = styled.fieldset.withConfig({ componentId: 'onfile-list' })`
  container: onfile / inline-size;
  min-inline-size: 0;
  margin: 0;
  padding: 0;
  overflow: clip;
  border: 1px solid ${theme.color.border};
  border-radius: ${theme.radius.group};
  background: ${theme.color.surface};
`;

const Note = styled.div.withConfig({ componentId: 'onfile-note' })`
  padding: 14px 16px;
  border-block-end: 1px solid ${theme.color.border};
  color: ${theme.color.textMuted};
  font-size: 0.9375rem;
  & p {
    margin: 0 0 6px;
  }
`;

const More = styled(TextButton).withConfig({ componentId: 'onfile-more' })`
  display: block;
  inline-size: 100%;
  min-block-size: 52px;
  margin: 0;
  border-radius: 0;
  border-block: 1px solid ${theme.color.border};
  &:focus-visible {
    outline-offset: -3px;
  }
`;

const NewArt = styled.span.withConfig({ componentId: 'onfile-new-art' })`
  box-sizing: border-box;
  display: grid;
  place-items: center;
  inline-size: 68px;
  block-size: 43px;
  border: 1px solid ${theme.color.border};
  border-radius: ${theme.radius.art};
  color: ${theme.color.accent};
  @container onfile (max-width: 399px) {
    inline-size: 58px;
    block-size: 37px;
  }
`;

const Bones = styled.div.withConfig({ componentId: 'onfile-bones' })`
  display: grid;
  grid-template-columns: 20px 68px 1fr;
  align-items: center;
  gap: 14px;
  min-block-size: 76px;
  padding-inline: 16px;
  border-block-start: 1px solid ${theme.color.border};
  &:first-of-type {
    border-block-start: 0;
  }
  & i {
    display: block;
    block-size: 20px;
    border-radius: 10px;
    background: ${theme.color.border};
  }
  & > i + i {
    block-size: 43px;
    border-radius: ${theme.radius.art};
  }
  & span i {
    block-size: 14px;
    inline-size: 40%;
    margin-block: 6px;
    border-radius: 4px;
  }
  & span i + i {
    inline-size: 62%;
  }
`;
