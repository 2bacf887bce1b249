/** What the frame says to a shopper who listens. The page beside it shows the same to those who see. */
export interface FrameWords {
  label: string;
  /** `{digits}` stands for how many there are. */
  onBack: string;
  onFront: string;
  incomplete: string;
  wrong: string;
}

/** The words by language. */
export const frameWords = {
  en: {
    label: 'Security code',
    onBack: '{digits} digits on the back',
    onFront: '{digits} digits on the front',
    incomplete: 'Enter all {digits} digits.',
    wrong: 'The bank did not accept this code. Enter it again.',
  },
  ru: {
    label: 'Код безопасности',
    onBack: '{digits} цифры на обороте',
    onFront: '{digits} цифры на лицевой стороне',
    incomplete: 'Введите все {digits} цифры.',
    wrong: 'Банк не принял код. Введите его снова.',
  },
  be: {
    label: 'Код бяспекі',
    onBack: '{digits} лічбы на адвароце',
    onFront: '{digits} лічбы на пярэднім баку',
    incomplete: 'Увядзіце ўсе {digits} лічбы.',
    wrong: 'Банк не прыняў код. Увядзіце яго зноў.',
  },
  kk: {
    label: 'Қауіпсіздік коды',
    onBack: 'Артқы жағындағы {digits} цифр',
    onFront: 'Алдыңғы жағындағы {digits} цифр',
    incomplete: '{digits} цифрды толық енгізіңіз.',
    wrong: 'Банк кодты қабылдамады. Қайта енгізіңіз.',
  },
} as const satisfies Record<string, FrameWords>;

/** A language that the frame speaks. */
export type FrameLanguage = keyof typeof frameWords;
