import { later } from '../internal/later.ts';

/** A page whose cards all have art downloads no plates. */
const drawn = later(async () => (await import('./DrawnPlate.tsx')).DrawnPlate);

/** The brand's plate, where a card has no art that can be shown; the bare ground until it is there. */
export function BrandPlate(props: { brand: string; small?: boolean }) {
  const { part: Plate } = drawn.use();
  return Plate ? <Plate {...props} /> : null;
}
