import type { ReactNode } from 'react';
import { later } from '../internal/later.ts';

/** A page whose cards all have art downloads no plates. */
const drawn = later(async () => (await import('./DrawnPlate.tsx')).drawPlate);

/** The brand's plate, where a card has no art that can be shown; the bare ground until plates are there. */
export const brandPlate = (brand: string, small = false): ReactNode =>
  drawn.here()?.(brand, small) ?? <ComingPlate brand={brand} small={small} />;

function ComingPlate({ brand, small }: { brand: string; small: boolean }) {
  const { part: draw } = drawn.use();
  return draw ? draw(brand, small) : null;
}
