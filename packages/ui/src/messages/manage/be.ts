import { shortCard } from '../card-words.ts';
import { spoken } from '../be.ts';
import type { ManageWords } from '../messages.ts';

/** The words of the account page, loaded with it. */
export const manage: ManageWords = {
  heading: 'Вашы карткі',
  add: 'Дадаць картку',
  rename: 'Назваць',
  renameCard: (card) => `Назваць ${spoken(card)}`,
  makeDefault: 'Зрабіць асноўнай',
  makeDefaultCard: (card) => `Зрабіць асноўнай: ${spoken(card)}`,
  name: 'Як вы называеце гэту картку',
  nameRefused: 'У назве не павінна быць нумара карткі. Выберыце іншую.',
  save: 'Захаваць',
  changed: (card) => `Змена карткі ${shortCard(card)} захавана.`,
  changeFailed: 'Змена не захавана. Паўтарыце.',
};
