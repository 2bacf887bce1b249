import type { SeriesWords } from '../messages.ts';

const untilMonths =
  'қаңтарға ақпанға наурызға сәуірге мамырға маусымға шілдеге тамызға қыркүйекке қазанға қарашаға желтоқсанға'.split(
    ' ',
  );

/** The words of a series of payments, loaded with its terms. */
export const series: SeriesWords = {
  intro: 'Осы төлемнен кейін дүкен картаңыздан ақшаны өзі алып тұрады:',
  amount: 'Әр төлем',
  between: (least, most) => `${least} – ${most} аралығында`,
  period: 'Қаншалықты жиі',
  every: (days) => {
    if (days === 30 || days === 31) return `ай сайын (${days} күн)`;
    return days === 7 ? 'апта сайын' : days === 1 ? 'күн сайын' : `әр ${days} күн сайын`;
  },
  end: 'Қанша уақыт',
  until: (day) => {
    const [year, month, date] = day.split('-').map(Number);
    return `${year} жылғы ${date} ${untilMonths[(month ?? 1) - 1]} дейін`;
  },
  untilCanceled: 'өзіңіз тоқтатқанша',
};
