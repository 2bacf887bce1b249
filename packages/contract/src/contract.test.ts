import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import * as contract from './index.ts';

const card = {
  id: 'k1_c2VhbGVk',
  brand: 'visa',
  bank: '',
  last4: '0028',
  expiry: { year: 2028, month: 11 },
  active: true,
  needCVC: false,
  assets: [],
};

const browser = {
  language: 'ru-RU',
  colorDepth: 24,
  screenWidth: 390,
  screenHeight: 844,
  javaEnabled: false,
  challengeWindowSize: '02',
};

describe('an amount', () => {
  it.each(['0.00', '1250.00', '999999999999.99'])('may be %s', (text) => {
    expect(v.is(contract.Amount, text)).toBe(true);
  });

  it.each(['1250', '1250.0', '1 250.00', '1250,00', '-1.00', '1e3', '1234567890123.00', '', 1250])(
    'may not be %j',
    (value) => {
      expect(v.is(contract.Amount, value)).toBe(false);
    },
  );
});

describe('a saved card', () => {
  it('needs nothing that the gateway does not know', () => {
    expect(v.parse(contract.SavedCard, card)).toEqual(card);
  });

  it('loses whatever the contract does not name', () => {
    const leaky = { ...card, token: '49D902C6-1CCF-4605-9228-11D0E8115C77', customernumber: 'anna' };
    expect(v.parse(contract.SavedCard, leaky)).toEqual(card);
  });

  it.each([
    ['four digits are not four', { last4: '28' }],
    ['the month does not exist', { expiry: { year: 2028, month: 13 } }],
    ['active is a word', { active: 'true' }],
    ['the id holds markup', { id: '<script>' }],
    ['the brand is shouted', { brand: 'VISA' }],
    ['an asset is of an unknown kind', { assets: [{ assetType: 'HOLOGRAM', assetData: [] }] }],
  ])('is refused where %s', (_, change) => {
    expect(v.is(contract.SavedCard, { ...card, ...change })).toBe(false);
  });
});

describe('a list', () => {
  const envelope = {
    serverTime: '2026-11-23T09:30:00.000Z',
    capabilities: { cvc: 'hosted', remove: true, manage: false, save: true, addWithoutOrder: false },
  };

  it('says 0 where nothing was dropped', () => {
    expect(v.parse(contract.CardList, { cards: [card], ...envelope }).dropped).toBe(0);
  });

  it('can be opened without reading its cards, so that one bad card hides no other', () => {
    const list = { cards: [card, { last4: 'nonsense' }], ...envelope };
    expect(v.is(contract.CardList, list)).toBe(false);
    expect(v.parse(contract.CardListEnvelope, list).cards).toHaveLength(2);
  });
});

describe('what the browser can never say', () => {
  it.each(['customer', 'customerNumber', 'amount', 'currency', 'merchant_id', 'needCVC', 'url', '__proto__x'])(
    'a confirm that names %s is refused',
    (field) => {
      expect(v.is(contract.ConfirmIntent, { card: 'k1_x', browser })).toBe(true);
      expect(v.is(contract.ConfirmIntent, { card: 'k1_x', browser, [field]: '1.00' })).toBe(false);
    },
  );

  it('an intent is opened for an order and nothing else', () => {
    expect(v.is(contract.OpenIntent, { order: '2341' })).toBe(true);
    expect(v.is(contract.OpenIntent, { order: '2341', amount: '1.00' })).toBe(false);
  });
});

describe('endpoints', () => {
  it('fill in and encode their parameters', () => {
    expect(contract.routeTo('confirmIntent', 'a/b')).toEqual({ method: 'POST', path: '/intents/a%2Fb/confirm' });
  });

  it('stand at one method and path each', () => {
    const rows = Object.values(contract.endpoints).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('ask for a key wherever money moves, and only there', () => {
    const keyed = Object.entries<contract.Endpoint>(contract.endpoints).filter(([, row]) => row.idempotent);
    expect(keyed.map(([name]) => name)).toEqual(['confirmIntent']);
  });
});

describe('problems', () => {
  it('form a closed set', () => {
    expect(contract.problemCodes).toEqual([
      'bad_request',
      'unauthenticated',
      'forbidden',
      'not_found',
      'card_gone',
      'card_not_payable',
      'cvc_required',
      'order_closed',
      'processing',
      'key_reused',
      'rate_limited',
      'unavailable',
    ]);
    expect(v.is(contract.Problem, { title: 'x', status: 500, code: 'AS100' })).toBe(false);
  });
});

describe('brands', () => {
  it('know the name and length of each security code', () => {
    for (const brand of Object.values(contract.brands)) {
      expect(brand.name).not.toBe('');
      expect(brand.cvcLength).toBe(brand.name === 'American Express' ? 4 : 3);
    }
  });

  it('take one of the merchant’s own, and let it go again', () => {
    const remove = contract.addBrand('shop-card', { name: 'Shop Card', cvcName: 'SC', cvcLength: 4 });
    expect(Object.entries(contract.brands).at(-1)).toEqual([
      'shop-card',
      { name: 'Shop Card', cvcName: 'SC', cvcLength: 4 },
    ]);
    remove();
    expect(Object.hasOwn(contract.brands, 'shop-card')).toBe(false);
  });

  it.each(['visa', 'unknown', 'Shop', 'shop card', '-shop', '__proto__', 'constructor-', '', 'a'.repeat(33)])(
    'do not take %j',
    (id) => {
      expect(() => contract.addBrand(id, { name: 'Shop Card', cvcName: 'SC', cvcLength: 3 })).toThrow(TypeError);
    },
  );
});
