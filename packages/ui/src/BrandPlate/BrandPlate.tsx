import { createElement } from 'react';
import { later } from '../internal/later.ts';

/** A page whose cards all have art downloads no plates. */
const drawn = later(async () => (await import('./DrawnPlate.tsx')).DrawnPlate);

interface BrandPlateProps {
  brand: string;
  small?: boolean;
}

/** The brand's plate, where a card has no art that can be shown; the bare ground until it is there. */
export function BrandPlate(props: BrandPlateProps) {
  // Once it is here it costs no state: a thousand cards may have one.
  return createElement(drawn.here() ?? ComingPlate, props);
}

function ComingPlate(props: BrandPlateProps) {
  const { part: Plate } = drawn.use();
  return Plate ? <Plate {...props} /> : null;
}
