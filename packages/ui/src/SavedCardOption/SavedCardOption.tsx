import { cardHintId, type CardState, cardState, type MerchantErrorCode, type SavedCard } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef, memo, type ReactNode } from 'react';
import { CardArt } from '../CardArt/CardArt.tsx';
import { binIcon } from '../internal/Icons.tsx';
import { brandName, cardTitle, firstSentence, shortCard, shortExpiry } from '../messages/card-words.ts';
import type { Messages } from '../messages/messages.ts';
import { useWords } from '../messages/words-context.ts';
import { useSlots } from '../slots.ts';
import { badgeOf } from './badge.ts';
import { Retry, Row, TextButton } from './parts.tsx';

/** Props of `SavedCardOption`. */
export interface SavedCardOptionProps extends Omit<ComponentPropsWithoutRef<'div'>, 'onSelect'> {
  card: SavedCard;
  /** The proxy's clock, ISO 8601. */
  serverTime: string;
  /** The name of the radio group. */
  name: string;
  checked: boolean;
  onSelect: (id: string) => void;
  /** Why the shop does not take this card here, in the shopper's language. */
  blocked?: string | undefined;
  /** Being removed at this moment. */
  removing?: boolean | undefined;
  /** Why it was not removed. */
  removeError?: MerchantErrorCode | undefined;
  /** Left out: the card cannot be removed. */
  onRemove?: ((card: SavedCard) => void) | undefined;
  /** What a card that cannot be charged is replaced with. */
  onReplace?: (() => void) | undefined;
  /** What stands under the row and never in its label, for example the place for the security code. Tab comes to it from the radio. */
  children?: ReactNode;
}

/** What there is to know of a card before it is chosen; nothing where all is well. */
function hintOf(
  { card, checked, blocked, children }: Pick<SavedCardOptionProps, 'card' | 'checked' | 'blocked' | 'children'>,
  { problem, note }: CardState,
  messages: Messages,
): string | undefined {
  if (problem) return problem === 'blocked' ? blocked : messages.cannotCharge;
  if (card.needCVC && checked && !children) return messages.hostedCode;
  return note === 'past_date' ? messages.pastDateNote : undefined;
}

/** One card on file: a native radio in its label, and beside it what can be done with the card. */
const Component = forwardRef<HTMLDivElement, SavedCardOptionProps>(function SavedCardOption(props, ref) {
  const {
    card,
    serverTime,
    name,
    checked,
    onSelect,
    blocked,
    removing = false,
    removeError,
    onRemove,
    onReplace,
    children,
    ...rest
  } = props;
  const { messages, locale } = useWords();
  const { Art = CardArt, OptionActions } = useSlots();
  const state = cardState(card, serverTime, blocked);
  const badge = badgeOf(card, state, messages);
  const hint = hintOf(props, state, messages);
  const hintId = cardHintId(name, card.id);
  const title = cardTitle(card);
  const brand = brandName(card);
  return (
    <Row
      ref={ref}
      data-payable={state.payable}
      data-selected={checked || undefined}
      data-removing={removing || undefined}
      aria-busy={removing || undefined}
      {...rest}
    >
      <label className="onfile-option-label">
        <input
          className="onfile-radio"
          type="radio"
          name={name}
          value={card.id}
          checked={checked}
          disabled={!state.payable}
          aria-label={messages.cardName(card, state, locale)}
          aria-describedby={hint && hintId}
          onChange={() => onSelect(card.id)}
        />
        <Art card={card} />
        <span className="onfile-option-text">
          <span className="onfile-option-name">
            <bdi className="onfile-option-title">{title}</bdi>
            {badge && (
              <span className="onfile-badge" data-kind={badge.kind}>
                {badge.text}
              </span>
            )}
          </span>
          <span className="onfile-option-line">
            {title !== brand && `${brand} `}
            <bdi dir="ltr">{`••••\u00A0${card.last4} ·\u00A0${shortExpiry(card)}`}</bdi>
          </span>
          {card.usedBy?.length ? <span className="onfile-option-line">{messages.usedBy(card.usedBy)}</span> : null}
        </span>
      </label>
      {children}
      {onRemove &&
        (OptionActions ? (
          <OptionActions card={card} onRemove={onRemove} />
        ) : (
          <button
            className="onfile-remove"
            type="button"
            aria-label={messages.removeCard(card)}
            data-card={card.id}
            onClick={() => onRemove(card)}
          >
            {binIcon}
          </button>
        ))}
      {hint && (
        <span className="onfile-option-hint">
          <span id={hintId}>{hint}</span>{' '}
          {state.problem && state.problem !== 'blocked' && onReplace && (
            <TextButton type="button" aria-label={`${messages.replaceIt}: ${shortCard(card)}`} onClick={onReplace}>
              {messages.replaceIt}
            </TextButton>
          )}
        </span>
      )}
      {removeError && (
        <span className="onfile-option-hint" role="alert">
          <RemoveFailed code={removeError} onRetry={() => onRemove?.(card)} />
        </span>
      )}
    </Row>
  );
});

/** Why a card was not removed, and the way to try again. */
export function RemoveFailed({ code, onRetry }: { code: MerchantErrorCode; onRetry: () => void }) {
  const { messages } = useWords();
  return (
    <>
      {messages.removeFailed} {firstSentence(messages.error[code])} <Retry onClick={onRetry} />
    </>
  );
}

/** One card on file. Renders again only when something of its own changes. */
export const SavedCardOption = memo(Component);
