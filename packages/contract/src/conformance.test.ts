import { expect, it } from 'vitest';
import { runConformance } from './conformance.ts';

const card = {
  id: 'k1_sealed',
  brand: 'visa',
  bank: '',
  last4: '0028',
  expiry: { year: 2028, month: 11 },
  active: true,
  needCVC: false,
  assets: [],
};
const capabilities = { cvc: 'hosted', remove: true, manage: false, save: true, addWithoutOrder: false };

/** A proxy that answers lists and nothing else: one shopper has two cards, the other as many as are given. */
async function outcomes(others: readonly object[]) {
  const findings = await runConformance({
    url: 'https://shop.example/onfile/v1',
    headers: { cookie: 'shop=one' },
    otherHeaders: { cookie: 'shop=other' },
    orders: ['1001'],
    pay: true,
    fetch: async ({ url, headers }) => {
      if (!url.endsWith('/cards')) return new Response(null, { status: 404 });
      const cards = headers.get('cookie') === 'shop=one' ? [card, { ...card, id: 'k1_second' }] : others;
      return Response.json({ cards, serverTime: '2026-11-23T09:30:00.000Z', capabilities });
    },
  });
  return new Map(findings.map(({ id, outcome, detail }) => [id, { outcome, detail }]));
}

it.each(['art-sealed', 'art-safe'])('%s says that it was not tried where no card has a picture', async (id) => {
  expect((await outcomes([])).get(id)).toEqual({ outcome: 'skipped', detail: 'needs a card on file with a picture' });
});

it.each(['confirm-foreign-card', 'names-own'])(
  '%s says that it was not tried where the other shopper has no card',
  async (id) => {
    expect((await outcomes([])).get(id)).toEqual({
      outcome: 'skipped',
      detail: 'needs a card on file of another shopper',
    });
    expect((await outcomes([{ ...card, id: 'k1_theirs' }])).get(id)?.outcome).not.toBe('skipped');
  },
);
