import type { CodeWords } from '../messages.ts';

/** The words beside the field for a security code, loaded with it. */
export const code: CodeWords = {
  label: 'Код безопасности',
  onBack: (digits) => `${digits} цифры на обороте`,
  onFront: (digits) => `${digits} цифры на лицевой стороне`,
  incomplete: (digits) => `Введите все ${digits} цифры.`,
  wrong: 'Банк не принял код. Введите его снова.',
  failed: 'Поле не загрузилось. Код спросит защищённая страница оплаты; выберите там эту карту ещё раз.',
  locked:
    'Код слишком много раз введён неверно. Его спросит защищённая страница оплаты; выберите там эту карту ещё раз.',
  because: {
    bank: 'Его просит ваш банк.',
    merchant: 'Его просит магазин.',
    expired_authentication: 'Эту карту пора проверить ещё раз.',
  },
};
