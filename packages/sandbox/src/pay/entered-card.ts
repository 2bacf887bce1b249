import { brandOf, isCardNumber } from '../card-number.ts';
import { type Scenario, scenarioOf } from '../scenarios.ts';
import type { StoredCard, UsedCard } from '../state.ts';
import type { Fields } from '../wire/read-request.ts';

/** What is wrong with a card as it was typed, field by field. */
export interface CardTrouble {
  number?: true;
  expiry?: true;
  code?: true;
}

/** A card as it was typed. Its number and its code end here: no more than is on a bill is kept of it. */
export interface EnteredCard {
  used: UsedCard;
  scenario: Scenario;
}

/** The expiry as `MM.YYYY` and the moment in which it is over; undefined where it makes no sense. */
function readExpiry(fields: Fields): { expire: string; over: number } | undefined {
  const [, shortMonth, shortYear] = /^(\d{1,2})\s*\/\s*(\d{2,4})$/.exec(fields.get('expiredate') ?? '') ?? [];
  const month = Number(fields.get('expiremonth') || shortMonth);
  const year = Number(fields.get('expireyear') || shortYear);
  if (!Number.isInteger(month) || month < 1 || month > 12 || !Number.isInteger(year) || year < 1) return undefined;
  const fullYear = year < 100 ? 2000 + year : year;
  return { expire: `${String(month).padStart(2, '0')}.${fullYear}`, over: Date.UTC(fullYear, month, 1) };
}

/** Reads a card that somebody typed: its number, its month, its code. */
export function readEnteredCard(fields: Fields, amount: string, now: number): EnteredCard | { trouble: CardTrouble } {
  const number = fields.get('cardnumber')?.replaceAll(/[\s-]/g, '') ?? '';
  const expiry = readExpiry(fields);
  const trouble: CardTrouble = {
    ...(!isCardNumber(number) && { number: true }),
    ...((!expiry || expiry.over <= now) && { expiry: true }),
    ...(!/^\d{3,4}$/.test(fields.get('cvc2') ?? '') && { code: true }),
  };
  if (!expiry || Object.keys(trouble).length) return { trouble };
  const used: UsedCard = {
    brand: brandOf(number),
    bin: Number(number.slice(0, 6)),
    post: number.slice(-4),
    expire: expiry.expire,
    bank: 'TEST BANK',
    holder: fields.get('cardholder')?.trim() ?? '',
  };
  return { used, scenario: scenarioOfEntered(used, amount, fields.get('cvc2')) };
}

/** The code that is wrong: the sandbox's own. */
export const wrongCode = '000';

/** A typed number that ends in 0002 is declined whatever its bank: an older rule of the sandbox, which tests lean on. */
function scenarioOfEntered(card: UsedCard, amount: string, code: string | undefined): Scenario {
  if (card.post === '0002') return { code: 'AS100', authenticating: 'none' };
  const scenario = scenarioOf(card, amount);
  return code === wrongCode ? { ...scenario, code: 'AS101' } : scenario;
}

/** A typed card as it is kept on file. */
export function asStoredCard({ brand, bin, post, expire, bank }: UsedCard, token: string): StoredCard {
  return { expire, token, bank, brand, bin, active: true, needCVC: false, post, assets: [] };
}

/** A card on file as it stands on a bill. The holder's name is not kept. */
export const asUsedCard = ({ brand, bin, post, expire, bank }: StoredCard): UsedCard => ({
  brand,
  bin,
  post,
  expire,
  bank,
  holder: '',
});
