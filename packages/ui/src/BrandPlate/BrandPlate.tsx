import type { Face } from '@onfile/hooks';
import type { ReactNode } from 'react';
import { later } from '../internal/later.ts';

/** A page whose cards all have art downloads no plates. */
const drawn = later(() => import('./DrawnPlate.tsx').then((part) => part.drawPlate));

type Drawn = Parameters<NonNullable<ReturnType<typeof drawn.here>>>;

/** The brand's plate, where a card has no art that can be shown; the bare ground until plates are there. */
export const brandPlate = (face: Face, brand: string, small = false): ReactNode =>
  drawn.here()?.(face, brand, small) ?? <ComingPlate of={[face, brand, small]} />;

function ComingPlate({ of }: { of: Drawn }) {
  const { part: draw } = drawn.use();
  return draw ? draw(...of) : null;
}
