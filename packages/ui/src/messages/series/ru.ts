import { longDay } from '../long-day.ts';
import type { SeriesWords } from '../messages.ts';

const plural = new Intl.PluralRules('ru');
const dayForms: Record<string, string> = { one: 'каждый # день', few: 'каждые # дня', many: 'каждые # дней' };

/** The words of a series of payments, loaded with its terms. */
export const series: SeriesWords = {
  intro: 'После этой оплаты магазин будет сам списывать деньги с карты:',
  amount: 'Сумма списания',
  between: (least, most) => `от ${least} до ${most}`,
  period: 'Как часто',
  every: (days) => {
    if (days === 30 || days === 31) return `каждый месяц (${days === 31 ? '31 день' : '30 дней'})`;
    if (days === 7) return 'каждую неделю';
    return days === 1 ? 'каждый день' : (dayForms[plural.select(days)] ?? 'каждые # дней').replace('#', `${days}`);
  },
  end: 'Как долго',
  until: (day) => `по ${longDay(day, 'ru')}`,
  untilCanceled: 'пока вы не отмените',
};
