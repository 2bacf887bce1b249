import type { CodeWords } from '../messages.ts';

/** The words beside the field for a security code, loaded with it. */
export const code: CodeWords = {
  label: 'Код бяспекі',
  onBack: (digits) => `${digits} лічбы на адвароце`,
  onFront: (digits) => `${digits} лічбы на пярэднім баку`,
  incomplete: (digits) => `Увядзіце ўсе ${digits} лічбы.`,
  wrong: 'Банк не прыняў код. Увядзіце яго зноў.',
  failed: 'Поле не загрузілася. Код спытае абароненая старонка аплаты; выберыце там гэту картку яшчэ раз.',
  locked:
    'Код занадта шмат разоў уведзены няправільна. Яго спытае абароненая старонка аплаты; выберыце там гэту картку яшчэ раз.',
  because: {
    bank: 'Яго просіць ваш банк.',
    merchant: 'Яго просіць крама.',
    expired_authentication: 'Гэту картку час праверыць яшчэ раз.',
  },
};
