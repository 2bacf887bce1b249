import { expect, it } from 'vitest';
import { sandboxWitness } from './conformance/witness.ts';

it('a witness counts payments, and not what is taken of one or given back later', async () => {
  const line = (type: string, order: string, amount: string) => ({
    at: '2026-11-23T09:30:00.000Z',
    type,
    order,
    bill: '5161957242900001',
    amount,
    currency: 'RUB',
    last4: '0028',
  });
  const entries = [
    line('authorise', '1001', '10.00'),
    line('capture', '1001', '10.00'),
    line('refund', '1001', '4.00'),
    line('charge', '1002', '7.00'),
    line('charge', '1002', '7.00'),
    line('void', '1003', '1.00'),
  ];
  const witness = sandboxWitness('http://127.0.0.1:9010', async () => Response.json({ entries, forgotten: 0 }));
  expect(await Promise.all(['1001', '1002', '1003'].map(witness.charges))).toEqual([['10.00'], ['7.00', '7.00'], []]);
});
