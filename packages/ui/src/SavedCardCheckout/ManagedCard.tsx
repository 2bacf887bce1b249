import { type CardChanges, cardState, holdsCardNumber, type MerchantErrorCode, type SavedCard } from '@onfile/hooks';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { styled } from 'styled-components';
import { CardArt } from '../CardArt/CardArt.tsx';
import { binIcon } from '../internal/Icons.tsx';
import { VisuallyHidden } from '../internal/VisuallyHidden.tsx';
import { brandName, cardTitle, shortExpiry } from '../messages/card-words.ts';
import type { ManageWords } from '../messages/messages.ts';
import { useWords } from '../messages/words-context.ts';
import { badgeOf } from '../SavedCardOption/badge.ts';
import { cardPieces, TextButton } from '../SavedCardOption/parts.tsx';
import { RemoveFailed } from '../SavedCardOption/SavedCardOption.tsx';
import { useSlots } from '../slots.ts';

interface ManagedCardProps {
  card: SavedCard;
  serverTime: string;
  words: ManageWords;
  /** Left out: the merchant keeps no names. */
  changes: CardChanges | undefined;
  removing: boolean;
  removeError: MerchantErrorCode | undefined;
  onRemove: ((card: SavedCard) => void) | undefined;
}

/** A card that is looked after: what it is, and what can be done with it. */
export function ManagedCard({ card, serverTime, words, changes, removing, removeError, onRemove }: ManagedCardProps) {
  const { messages, locale } = useWords();
  const { Art = CardArt } = useSlots();
  const [naming, setNaming] = useState(false);
  const rename = useRef<HTMLButtonElement>(null);
  const state = cardState(card, serverTime);
  const badge = badgeOf(card, state, messages);
  const close = () => {
    setNaming(false);
    // The form goes; the focus goes back to what opened it.
    queueMicrotask(() => rename.current?.focus());
  };
  return (
    <Item data-payable={state.payable} data-removing={removing || undefined} aria-busy={removing || undefined}>
      <Art card={card} />
      <span className="onfile-option-text">
        {/* Seen in pieces, heard as one sentence, its digits one by one. */}
        <VisuallyHidden>{messages.cardName(card, state, locale)}</VisuallyHidden>
        <span className="onfile-option-name">
          <bdi aria-hidden="true">{cardTitle(card)}</bdi>
          {badge && (
            <span className="onfile-badge" data-kind={badge.kind}>
              {badge.text}
            </span>
          )}
        </span>
        <span className="onfile-option-line" aria-hidden="true">
          {cardTitle(card) !== brandName(card) && `${brandName(card)} `}
          <bdi dir="ltr">{`••••\u00A0${card.last4} ·\u00A0${shortExpiry(card)}`}</bdi>
        </span>
        {card.usedBy?.length ? <span className="onfile-option-line">{messages.usedBy(card.usedBy)}</span> : null}
      </span>
      {onRemove && (
        <button
          className="onfile-remove"
          type="button"
          aria-label={messages.removeCard(card)}
          data-card={card.id}
          onClick={() => onRemove(card)}
        >
          {binIcon}
        </button>
      )}
      {removeError && (
        <Failed role="alert">
          <RemoveFailed code={removeError} onRetry={() => onRemove?.(card)} />
        </Failed>
      )}
      {changes && naming && <NameForm card={card} words={words} changes={changes} onClose={close} />}
      {changes && !naming && (
        <Actions>
          <TextButton ref={rename} type="button" aria-label={words.renameCard(card)} onClick={() => setNaming(true)}>
            {words.rename}
          </TextButton>
          {!card.isDefault && state.payable && (
            <TextButton
              type="button"
              aria-label={words.makeDefaultCard(card)}
              onClick={() => {
                // The button goes with what it does; the focus stays with the card.
                rename.current?.focus();
                changes.change(card, { isDefault: true });
              }}
            >
              {words.makeDefault}
            </TextButton>
          )}
        </Actions>
      )}
    </Item>
  );
}

interface NameFormProps {
  card: SavedCard;
  words: ManageWords;
  changes: CardChanges;
  onClose: () => void;
}

function NameForm({ card, words, changes, onClose }: NameFormProps) {
  const { messages } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState(false);
  // It was asked for: the one thing to do here is to type.
  useEffect(() => {
    input.current?.focus();
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const nickname = input.current?.value.trim() ?? '';
    if (holdsCardNumber(nickname)) return setRefused(true);
    changes.change(card, { nickname });
    onClose();
  };
  return (
    <Form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <label htmlFor={id}>{words.name}</label>
      <input
        ref={input}
        id={id}
        name="nickname"
        defaultValue={card.nickname}
        maxLength={64}
        autoComplete="off"
        aria-invalid={refused}
        {...(refused && { 'aria-describedby': `${id}-refused` })}
      />
      {refused && (
        <p id={`${id}-refused`} role="alert">
          {words.nameRefused}
        </p>
      )}
      <TextButton type="submit">{words.save}</TextButton>
      <TextButton type="button" onClick={onClose}>
        {messages.cancel}
      </TextButton>
    </Form>
  );
}

const Item = styled.li.withConfig({ componentId: 'onfile-managed' })`
  box-sizing: border-box;
  margin: 0;
  display: grid;
  grid-template-columns: auto minmax(0, 1fr) auto;
  align-items: center;
  gap: 8px 14px;
  padding: var(--onfile-space-row) 4px 10px var(--onfile-space-rowInline);
  &[data-removing='true'] > [data-face] {
    opacity: 0.4;
  }
  & + & {
    border-block-start: 1px solid var(--onfile-color-border);
  }
  &[data-payable='false'] > [data-face] {
    filter: grayscale(1);
    opacity: 0.62;
  }
  ${cardPieces}
`;

const Failed = styled.p.withConfig({ componentId: 'onfile-managed-failed' })`
  box-sizing: border-box;
  margin: 0;
  grid-column: 2 / -1;
  color: var(--onfile-color-danger);
  font-size: var(--onfile-font-small);
`;

const Actions = styled.div.withConfig({ componentId: 'onfile-managed-actions' })`
  box-sizing: border-box;
  grid-column: 2 / -1;
  display: flex;
  flex-wrap: wrap;
  gap: 4px 20px;
  font-size: 0.875rem;
  & > button {
    min-block-size: 32px;
    @media (pointer: coarse) {
      min-block-size: 44px;
      margin-block: 0;
    }
  }
`;

const Form = styled.form.withConfig({ componentId: 'onfile-managed-name' })`
  box-sizing: border-box;
  margin: 0;
  grid-column: 2 / -1;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px 16px;
  padding-inline-end: 12px;
  font-size: 0.875rem;
  & > label,
  & > p,
  & > input {
    flex: 1 0 100%;
    margin: 0;
  }
  & > label {
    font-weight: 600;
  }
  & > p {
    color: var(--onfile-color-danger);
  }
  & > input {
    box-sizing: border-box;
    min-inline-size: 0;
    block-size: 44px;
    padding-inline: 12px;
    border: 1px solid var(--onfile-color-borderStrong);
    border-radius: 12px;
    background: var(--onfile-color-surface);
    color: inherit;
    font: inherit;
    font-size: 1rem;
  }
  & > input:focus-visible {
    outline: 3px solid var(--onfile-color-focus);
    outline-offset: 1px;
  }
  & > button {
    min-block-size: 36px;
    @media (pointer: coarse) {
      min-block-size: 44px;
      margin-block: 0;
    }
  }
`;
