import { cards } from '@onfile/testing';
import { expect, it } from 'vitest';
import { be, en, formatMoney, kk, ru } from '../index.ts';

// In Chromium and not in Node, which carries every language: Chromium carries neither Belarusian nor Kazakh dates and numbers.
const good = { payable: true } as const;
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

it.each([
  ['en', en, 'March 2027', 'until March 1, 2027', 'checked 4 min. ago', '₽1,250.00'],
  ['ru', ru, 'март 2027 г.', 'по 1 марта 2027 г.', 'проверено 4 мин. назад', '1 250,00 ₽'],
  ['be', be, 'сакавік 2027', 'па 1 сакавіка 2027 г.', 'праверана 4 хв таму', '1 250,00 ₽'],
  ['kk', kk, '2027 ж. наурыз', '2027 жылғы 1 наурызға дейін', '4 мин. бұрын тексерілді', '1 250,00 ₽'],
] as const)('a browser says months, days, times and money in %s', async (locale, words, month, day, time, money) => {
  expect(plain(words.cardName(cards.default, good, locale))).toContain(`: ${month}`.slice(locale === 'en' ? 2 : 0));
  expect(plain((await words.series()).until('2027-03-01'))).toBe(day);
  expect(plain(words.checkedAgo(4, 'minute'))).toBe(time);
  expect(plain(formatMoney('1250.00', 'RUB', locale))).toBe(money);
});

it('negative control: left to Chromium, a Belarusian month is an English one', () => {
  const month = new Intl.DateTimeFormat('be', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2027, 2, 15));
  expect(month).not.toBe('сакавік');
});
