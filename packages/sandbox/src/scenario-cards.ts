import { expiryMonth } from './dates.ts';
import { scenarioTable, testBin } from './scenarios.ts';
import type { StoredCard } from './state.ts';

/** Customer `scenarios`: every test card on file, so that each scenario can be had with a stored card. */
export function scenarioCards(now: number): StoredCard[] {
  return scenarioTable().flatMap(({ number }) => {
    const post = number?.slice(-4);
    if (!post) return [];
    return [
      {
        expire: expiryMonth(now, 24),
        token: `5CE7A210-0F11-4E5A-6B0C-00000000${post}`,
        bank: 'TEST BANK',
        brand: 'MIR',
        bin: testBin,
        active: true,
        needCVC: false,
        post,
        assets: [],
      },
    ];
  });
}
