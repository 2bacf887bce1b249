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
  ] as const)('%s %s in %s reads as a person writes it', (amount, currency, locale, full, written) => {
    expect(nbsp(formatMoney(amount, currency, locale, full))).toBe(written);
  });
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
  ] as [string, Messages][])('%s says all that English says, in its own letters', (_, words) => {
    expect(kinds(words)).toEqual(kinds(en));
    expect(written(words).filter(([, text]) => !/[а-яё]/i.test(text))).toEqual([]);
  });

  it('English is in its own letters, and no word is empty', () => {
    expect(written(en).filter(([, text]) => !text || /[а-яё]/i.test(text))).toEqual([]);
  });

  it('no language has borrowed a sentence of another', () => {
    const sentences = [ru, be, kk].map((words) => new Set(written(words).map(([, text]) => text)));
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

  it('promise no message and call no security code CVV', () => {
    const said = [en, ru, be, kk].flatMap((words) => texts(words)).map(([, value]) => String(value));
    expect(said.filter((text) => /CVV|CVC|e-?mail|SMS|смс|письмо/i.test(text))).toEqual([]);
  });
});
