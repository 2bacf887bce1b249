import { longDay } from '../long-day.ts';
import type { SeriesWords } from '../messages.ts';

/** The words of a series of payments, loaded with its terms. */
export const series: SeriesWords = {
  intro: 'After this payment the shop charges your card by itself:',
  amount: 'Each payment',
  between: (least, most) => `from ${least} to ${most}`,
  period: 'How often',
  every: (days) => {
    if (days === 30 || days === 31) return `every month (${days} days)`;
    return days === 7 ? 'every week' : days === 1 ? 'every day' : `every ${days} days`;
  },
  end: 'How long',
  until: (day) => `until ${longDay(day, 'en')}`,
  untilCanceled: 'until you cancel',
};
