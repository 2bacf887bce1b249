import { shortCard } from '../card-words.ts';
import { spoken } from '../ru.ts';
import type { ManageWords } from '../messages.ts';

/** The words of the account page, loaded with it. */
export const manage: ManageWords = {
  heading: 'Ваши карты',
  add: 'Добавить карту',
  rename: 'Назвать',
  renameCard: (card) => `Назвать ${spoken(card)}`,
  makeDefault: 'Сделать основной',
  makeDefaultCard: (card) => `Сделать основной: ${spoken(card)}`,
  name: 'Как вы называете эту карту',
  nameRefused: 'В названии не должно быть номера карты. Выберите другое.',
  save: 'Сохранить',
  changed: (card) => `Изменение карты ${shortCard(card)} сохранено.`,
  changeFailed: 'Изменение не сохранено. Повторите.',
};
