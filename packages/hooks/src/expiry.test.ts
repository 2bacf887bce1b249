import { describe, expect, it } from 'vitest';
import { cardState } from './index.ts';

const zones = [
  'Pacific/Kiritimati',
  'Pacific/Auckland',
  'Asia/Vladivostok',
  'Asia/Almaty',
  'Asia/Kolkata',
  'Europe/Moscow',
  'Europe/Minsk',
  'Europe/London',
  'UTC',
  'Atlantic/Azores',
  'America/New_York',
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Pacific/Pago_Pago',
];
const card = {
  id: 'k_1',
  brand: 'visa',
  bank: '',
  last4: '0028',
  active: true,
  needCVC: false,
  assets: [],
};
const months = [10, 11, 12].map((month) => ({ ...card, expiry: { year: 2026, month } }));
/** Round the turn of November to December 2026, every three hours. */
const instants = Array.from({ length: 24 }, (_, hour) => new Date(Date.UTC(2026, 10, 30) + hour * 3 * 3_600_000));

function verdicts(): string[] {
  return instants.flatMap((at) => months.map((one) => JSON.stringify(cardState(one, at.toISOString()))));
}

describe('B12: a card’s last month', () => {
  it('is judged alike in every zone: 14 zones, 24 instants, 3 cards', () => {
    const home = process.env['TZ'];
    try {
      const everywhere = zones.map((zone) => {
        process.env['TZ'] = zone;
        return verdicts();
      });
      expect(new Set(everywhere.map((list) => list.join())).size).toBe(1);
      expect(everywhere[0]).toHaveLength(72);
    } finally {
      if (home === undefined) delete process.env['TZ'];
      else process.env['TZ'] = home;
    }
  });

  it('negative control: a judgement by the local month differs between zones', () => {
    const home = process.env['TZ'];
    const local = new Date(Date.UTC(2026, 10, 30, 23));
    try {
      const seen = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'].map((zone) => {
        process.env['TZ'] = zone;
        return new Date(local.getTime()).getMonth();
      });
      expect(new Set(seen).size).toBe(2);
    } finally {
      if (home === undefined) delete process.env['TZ'];
      else process.env['TZ'] = home;
    }
  });

  it('is over on the 1st at 12:00 UTC and not a moment before', () => {
    const november = { ...card, expiry: { year: 2026, month: 11 } };
    expect(cardState(november, '2026-12-01T11:59:59.999Z').note).toBe('expires_this_month');
    expect(cardState(november, '2026-12-01T12:00:00.000Z').note).toBe('past_date');
  });
});
