import type { SeriesWords } from '../messages.ts';

const plural = new Intl.PluralRules('be');
const dayForms: Record<string, string> = { one: 'кожны # дзень', few: 'кожныя # дні', many: 'кожныя # дзён' };
const ofMonths =
  'студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня'.split(' ');

/** The words of a series of payments, loaded with its terms. */
export const series: SeriesWords = {
  intro: 'Пасля гэтай аплаты крама будзе сама спісваць грошы з карткі:',
  amount: 'Сума спісання',
  between: (least, most) => `ад ${least} да ${most}`,
  period: 'Як часта',
  every: (days) => {
    if (days === 30 || days === 31) return `кожны месяц (${days === 31 ? '31 дзень' : '30 дзён'})`;
    if (days === 7) return 'кожны тыдзень';
    return days === 1 ? 'кожны дзень' : (dayForms[plural.select(days)] ?? 'кожныя # дзён').replace('#', `${days}`);
  },
  end: 'Як доўга',
  until: (day) => {
    const [year, month, date] = day.split('-').map(Number);
    return `па ${date} ${ofMonths[(month ?? 1) - 1]} ${year} г.`;
  },
  untilCanceled: 'пакуль вы не скасуеце',
};
