import { cards } from '@onfile/testing';
import { describe, expect, it } from 'vitest';
import { be, en, formatMoney, kk, type Messages, ru } from './index.ts';

const nbsp = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

describe('money', () => {
  it.each([
    ['1250.00', 'RUB', 'ru', true, '1 250,00 ₽'],
    ['1250.00', 'RUB', 'ru', false, '1 250 ₽'],
    ['1250.50', 'RUB', 'ru', false, '1 250,50 ₽'],
    ['1250.00', 'RUB', 'en', true, '₽1,250.00'],
    ['99999999999.99', 'USD', 'en', true, '$99,999,999,999.99'],
    ['3.50', 'KZT', 'ru', true, '3,50 ₸'],
    ['1250.00', 'RUB', 'be', true, '1 250,00 ₽'],
    ['1250.00', 'KZT', 'kk', false, '1 250 ₸'],
  ] as const)('%s %s in %s reads as a person writes it', (amount, currency, locale, full, written) => {
    expect(nbsp(formatMoney(amount, currency, locale, full))).toBe(written);
  });
});

/** A language with the words that come later. */
const whole = async (words: Messages) => ({
  ...words,
  challenge: await words.challenge(),
  code: await words.code(),
  manage: await words.manage(),
  series: await words.series(),
});

/** Every text of a language, with the path that leads to it. */
function texts(words: object, path = ''): [string, unknown][] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? texts(value, `${path}${name}.`) : [[path + name, value]],
  );
}

describe('words', () => {
  const kinds = (words: object) => texts(words).map(([path, value]) => `${path}: ${typeof value}`);
  const written = (words: object) =>
    texts(words).filter((entry): entry is [string, string] => typeof entry[1] === 'string');

  it.each([
    ['Russian', ru],
    ['Belarusian', be],
    ['Kazakh', kk],
  ] as [string, Messages][])('%s says all that English says, in its own letters', async (_, language) => {
    const words = await whole(language);
    expect(kinds(words)).toEqual(kinds(await whole(en)));
    const isName = (path: string) => path === 'consent.version';
    expect(written(words).filter(([path, text]) => !isName(path) && !/[а-яё]/i.test(text))).toEqual([]);
  });

  it('English is in its own letters, and no word is empty', async () => {
    expect(written(await whole(en)).filter(([, text]) => !text || /[а-яё]/i.test(text))).toEqual([]);
  });

  it('no language has borrowed a sentence of another', async () => {
    const sentences = (await Promise.all([ru, be, kk].map(whole))).map(
      (words) => new Set(written(words).map(([, text]) => text)),
    );
    const [russian = new Set(), belarusian = new Set(), kazakh = new Set()] = sentences;
    const long = (text: string) => text.length > 20;
    expect([...belarusian].filter((text) => russian.has(text) && long(text))).toEqual([]);
    expect([...kazakh].filter((text) => (russian.has(text) || belarusian.has(text)) && long(text))).toEqual([]);
  });

  it.each([
    [1, '1 карту'],
    [3, '3 карты'],
    [5, '5 карт'],
    [21, '21 карту'],
  ])('count cards in Russian: %i', (count, said) => {
    expect(nbsp(ru.dropped(count))).toContain(said);
  });

  it.each([
    [1, '1 картку'],
    [3, '3 карткі'],
    [5, '5 картак'],
  ])('count cards in Belarusian: %i', (count, said) => {
    expect(nbsp(be.dropped(count))).toContain(said);
  });

  it('name a card digit by digit, with what is true of it', () => {
    const good = { payable: true } as const;
    expect(en.cardName(cards.default, good, 'en')).toBe(
      'Priorbank, Mir, ending in 4 2 4 2, expires March 2027, default',
    );
    expect(en.cardName(cards.expired, { payable: false, problem: 'expired' }, 'en')).toContain('expired December 2025');
    expect(nbsp(ru.cardName(cards.default, good, 'ru'))).toContain('последние цифры 4 2 4 2');
  });

  it.each([
    ['visa', 'Условия карты: Visa, последние цифры 0 0 2 8', 'Умовы карткі: Visa, апошнія лічбы 0 0 2 8'],
    ['unknown', 'Условия карты, последние цифры 0 0 2 8', 'Умовы карткі, апошнія лічбы 0 0 2 8'],
  ])('name the terms of a card of any payment system in the right case: %s', (brand, ...said) => {
    expect([ru, be].map(({ terms }) => terms.openFor({ ...cards.plain, brand }))).toEqual(said);
  });

  it.each([
    [1, 'каждый день', 'кожны дзень', 'every day', 'күн сайын'],
    [7, 'каждую неделю', 'кожны тыдзень', 'every week', 'апта сайын'],
    [10, 'каждые 10 дней', 'кожныя 10 дзён', 'every 10 days', 'әр 10 күн сайын'],
    [21, 'каждый 21 день', 'кожны 21 дзень', 'every 21 days', 'әр 21 күн сайын'],
    [22, 'каждые 22 дня', 'кожныя 22 дні', 'every 22 days', 'әр 22 күн сайын'],
    [30, 'каждый месяц (30 дней)', 'кожны месяц (30 дзён)', 'every month (30 days)', 'ай сайын (30 күн)'],
    [31, 'каждый месяц (31 день)', 'кожны месяц (31 дзень)', 'every month (31 days)', 'ай сайын (31 күн)'],
    [365, 'каждые 365 дней', 'кожныя 365 дзён', 'every 365 days', 'әр 365 күн сайын'],
  ])('say how often, in days: %i', async (days, ...said) => {
    const series = await Promise.all([ru, be, en, kk].map((words) => words.series()));
    expect(series.map(({ every }) => every(days))).toEqual(said);
  });

  // What a shopper agreed to is kept by the version. New words: a new version, and this test with it.
  it('ask for consent in words that have a name', () => {
    expect([en, ru, be, kk].map(({ consent: { version, text } }) => [version, text])).toEqual([
      [
        'en-1',
        'Save this card for my next payments in this shop. The payment service keeps it; the shop does not see its number.',
      ],
      [
        'ru-1',
        'Сохранить карту для следующих оплат в этом магазине. Её хранит платёжный сервис, номер магазину не виден.',
      ],
      ['be-1', 'Захаваць картку для наступных аплат у гэтай краме. Яе захоўвае плацежны сэрвіс, нумар краме не бачны.'],
      [
        'kk-1',
        'Картаны осы дүкендегі келесі төлемдер үшін сақтау. Оны төлем қызметі сақтайды, нөмірі дүкенге көрінбейді.',
      ],
    ]);
  });

  it('call a card by one word in Belarusian: картка, for карта is a map', async () => {
    const said = texts(await whole(be)).map(([path, value]) =>
      typeof value === 'function' ? `${path}: ${String(value)}` : String(value),
    );
    expect(said.filter((text) => /(?<![а-яёіў’])карт(а|ы|у|ай|ам|амі|ах)?(?![а-яёіў’])/i.test(text))).toEqual([]);
  });

  it('promise no message and call no security code CVV', () => {
    const said = [en, ru, be, kk].flatMap((words) => texts(words)).map(([, value]) => String(value));
    expect(said.filter((text) => /CVV|CVC|e-?mail|SMS|смс|письмо/i.test(text))).toEqual([]);
  });
});
