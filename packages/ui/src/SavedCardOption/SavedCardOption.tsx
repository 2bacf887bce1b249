import { cardState, type SavedCard } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, memo } from 'react';
import { styled } from 'styled-components';
import { CardArt } from '../CardArt/CardArt.tsx';
import { BinIcon } from '../internal/Icons.tsx';
import { brandName, cardTitle, shortExpiry } from '../messages/card-words.ts';
import { useWords } from '../messages/words-context.ts';
import { theme } from '../theme/theme.ts';
import { badgeOf } from './badge.ts';
import { Badge, Hint, Line, Name, Option, Radio, Row, Text, TextButton, RemoveButton } from './parts.tsx';

/** Props of `SavedCardOption`. */
export interface SavedCardOptionProps extends Omit<ComponentPropsWithoutRef<'div'>, 'onSelect'> {
  card: SavedCard;
  /** The proxy's clock, ISO 8601. */
  serverTime: string;
  /** The name of the radio group. */
  name: string;
  checked: boolean;
  onSelect: (id: string) => void;
  /** Left out: the card cannot be removed. */
  onRemove?: ((card: SavedCard) => void) | undefined;
  /** What a card that cannot be charged is replaced with. */
  onReplace?: (() => void) | undefined;
}

/** One card on file: a native radio in its label, and beside it what can be done with the card. */
const Component = forwardRef<HTMLDivElement, SavedCardOptionProps>(function SavedCardOption(
  { card, serverTime, name, checked, onSelect, onRemove, onReplace, ...rest },
  ref,
) {
  const { messages, locale } = useWords();
  const state = cardState(card, serverTime);
  const badge = badgeOf(card, state, messages);
  const hintId = `${name}-${card.id}-hint`;
  const hint = !state.payable ? messages.cannotCharge : state.note === 'past_date' ? messages.pastDateNote : undefined;
  const code = state.payable && card.needCVC && checked ? messages.hostedCode : undefined;
  return (
    <Row ref={ref} data-payable={state.payable} {...rest}>
      <Option>
        <Radio
          type="radio"
          name={name}
          value={card.id}
          checked={checked}
          disabled={!state.payable}
          aria-label={messages.cardName(card, state, locale)}
          {...((hint ?? code) && { 'aria-describedby': hintId })}
          onChange={() => onSelect(card.id)}
        />
        <CardArt card={card} />
        <Text>
          <Name>
            <Title>
              <bdi>{cardTitle(card)}</bdi>
            </Title>
            {badge && <Badge data-kind={badge.kind}>{badge.text}</Badge>}
          </Name>
          <Line>
            {cardTitle(card) !== brandName(card) && <span>{brandName(card)} </span>}
            <Digits dir="ltr">
              •••• {card.last4} · {shortExpiry(card)}
            </Digits>
          </Line>
          {card.usedBy?.length ? <Line>{messages.usedBy(card.usedBy)}</Line> : null}
        </Text>
      </Option>
      {onRemove && (
        <RemoveButton
          type="button"
          aria-label={messages.removeCard(card)}
          data-card={card.id}
          onClick={() => onRemove(card)}
        >
          <BinIcon />
        </RemoveButton>
      )}
      {(hint ?? code) && (
        <Hint>
          <span id={hintId}>{hint ?? code}</span>{' '}
          {!state.payable && onReplace && (
            <TextButton type="button" onClick={onReplace}>
              {messages.replaceIt}
            </TextButton>
          )}
        </Hint>
      )}
    </Row>
  );
});

/** One card on file. Renders again only when something of its own changes. */
export const SavedCardOption = memo(Component);

const Title = styled.span.withConfig({ componentId: 'onfile-option-title' })`
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  min-inline-size: 0;
  color: ${theme.color.text};
  [data-payable='false'] & {
    color: ${theme.color.textMuted};
  }
`;

const Digits = styled.bdi.withConfig({ componentId: 'onfile-option-digits' })`
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
`;
