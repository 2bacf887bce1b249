import type { SavedCard } from '@onfile/contract';
import { cardState } from './card-state.ts';
import type { CardSelection } from './useCardSelection.ts';
import type { Checkout } from './useCheckout.ts';
import type { CardRemoval } from './useRemoveCard.ts';
import type { SavedCards } from './useSavedCards.ts';

/** The id of the text that says why a card cannot be chosen, or what to know of it. */
export const cardHintId = (name: string, id: string) => `${name}-${id}-hint`;

/** Attributes of the `<fieldset>` round the cards. Its `<legend>` is the shop's. */
export const cardGroupProps = ({ status }: Pick<SavedCards, 'status'>) => ({ 'aria-busy': status === 'loading' });

/**
 * Attributes of one card's native radio. `name` is the group's (`useId`). A card with a hint points at it: render the text in an element
 * with the id `cardHintId(name, card.id)`.
 */
export function cardRadioProps(
  { cards, selection }: { cards: Pick<SavedCards, 'serverTime' | 'blocked'>; selection: CardSelection },
  card: SavedCard,
  name: string,
) {
  const state = cardState(card, cards.serverTime, cards.blocked[card.id]);
  const hasHint = !state.payable || state.note === 'past_date' || card.needCVC;
  return {
    type: 'radio' as const,
    name,
    value: card.id,
    checked: selection.value === card.id,
    disabled: !state.payable,
    onChange: () => selection.select(card.id),
    ...(hasHint && { 'aria-describedby': cardHintId(name, card.id) }),
  };
}

/** Attributes of the radio for a card that is not on file. */
export function newCardRadioProps(selection: CardSelection, name: string) {
  return {
    type: 'radio' as const,
    name,
    value: 'new',
    checked: selection.value === 'new',
    onChange: () => selection.select('new'),
  };
}

/** Attributes of a card's remove button, which stands beside the radio's label and never in it. Its name is the shop's: say which card. */
export function removeButtonProps(removal: CardRemoval, card: SavedCard) {
  const isBusy = removal.removing.some(({ id }) => id === card.id);
  return {
    type: 'button' as const,
    'aria-disabled': isBusy,
    'aria-busy': isBusy,
    onClick: () => removal.request(card),
  };
}

/** Attributes of the Pay button: while it can do nothing it keeps its place in the tab order, and the focus. */
export function payButtonProps({ state, canPay, pay }: Pick<Checkout, 'state' | 'canPay' | 'pay'>) {
  return {
    type: 'button' as const,
    'aria-disabled': !canPay,
    'aria-busy': state.step === 'confirming',
    onClick: pay,
  };
}

/** Attributes of the one place where what happens is spoken. Keep it in the page from the first paint; change only its text. */
export const statusProps = { role: 'status', 'aria-live': 'polite', 'aria-atomic': true } as const;
