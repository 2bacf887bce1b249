import { shortCard } from '../card-words.ts';
import { spoken } from '../kk.ts';
import type { ManageWords } from '../messages.ts';

/** The words of the account page, loaded with it. */
export const manage: ManageWords = {
  heading: 'Сіздің карталарыңыз',
  add: 'Карта қосу',
  rename: 'Атау беру',
  renameCard: (card) => `Атау беру: ${spoken(card)}`,
  makeDefault: 'Негізгі ету',
  makeDefaultCard: (card) => `Негізгі ету: ${spoken(card)}`,
  name: 'Бұл картаны қалай атайсыз',
  nameRefused: 'Атауда карта нөмірі болмауы керек. Басқасын таңдаңыз.',
  save: 'Сақтау',
  changed: (card) => `${shortCard(card)} картасының өзгерісі сақталды.`,
  changeFailed: 'Өзгеріс сақталмады. Қайталаңыз.',
};
