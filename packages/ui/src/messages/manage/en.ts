import { shortCard } from '../card-words.ts';
import { spoken } from '../en.ts';
import type { ManageWords } from '../messages.ts';

/** The words of the account page, loaded with it. */
export const manage: ManageWords = {
  heading: 'Your cards',
  add: 'Add a card',
  rename: 'Rename',
  renameCard: (card) => `Rename ${spoken(card)}`,
  makeDefault: 'Make default',
  makeDefaultCard: (card) => `Make default: ${spoken(card)}`,
  name: 'Your name for this card',
  nameRefused: 'A name may not hold a card number. Choose another.',
  save: 'Save',
  changed: (card) => `The change to ${shortCard(card)} is kept.`,
  changeFailed: 'The change was not kept. Try again.',
};
