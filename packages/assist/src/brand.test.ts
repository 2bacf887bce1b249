import { addBrand } from '@onfile/contract';
import { expect, it } from 'vitest';
import { brandId } from './brand.ts';

it.each([
  ['VISA', 'visa'],
  ['American Express', 'amex'],
  ['МИР', 'mir'],
  ['Shop Card', 'unknown'],
  ['', 'unknown'],
  ['__proto__', 'unknown'],
])('reads %j as %s', (word, id) => {
  expect(brandId(word)).toBe(id);
});

it('reads the word for a payment system of the merchant’s own, in any case and spelling', () => {
  const remove = addBrand('shop-card', { name: 'Shop Card', cvcName: 'SC', cvcLength: 3 });
  try {
    for (const word of ['Shop Card', 'SHOPCARD', 'shop-card']) expect(brandId(word)).toBe('shop-card');
  } finally {
    remove();
  }
});
