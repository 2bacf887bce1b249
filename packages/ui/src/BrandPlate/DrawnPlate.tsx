import { styled } from 'styled-components';
import { plateOf } from './plates.tsx';

/** A card's ground in its brand's colours, with the brand's mark. Fills its parent; says nothing to a screen reader. */
export function DrawnPlate({ brand, small = false }: { brand: string; small?: boolean }) {
  const { from, to, ink, mark } = plateOf(brand);
  const id = `onfile-plate-${brand}`;
  const box = small ? { x: 38, y: 46, width: 70, height: 23 } : { x: 88, y: 12, width: 60, height: 20 };
  return (
    <Svg
      viewBox={small ? '0 0 120 76' : '0 0 160 101'}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      color={ink}
    >
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor={from} />
          <stop offset="1" stopColor={to} />
        </linearGradient>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
      <svg {...box} viewBox="0 0 120 40">
        {mark}
      </svg>
    </Svg>
  );
}

const Svg = styled.svg.withConfig({ componentId: 'onfile-plate' })`
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
  direction: ltr;
`;
