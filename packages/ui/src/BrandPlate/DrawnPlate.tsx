import type { Face } from '@onfile/hooks';
import type { ReactNode } from 'react';
import { css, styled } from 'styled-components';
import { brandOf } from '../messages/card-words.ts';
import { type Plate, plates } from './plates.tsx';
import { SmallSignsPlate } from './SignsPlate.tsx';

/** A frame of a card's proportions, and how far the mark in its lower corner may reach. Small, it is read at a thumb's width. */
const frames = {
  large: { width: 160, height: 101, mark: { width: 50, height: 17 }, right: 10.5, bottom: 79 },
  small: { width: 120, height: 76, mark: { width: 70, height: 23 }, right: 12, bottom: 7 },
};

/** Where the frame lies as seen from the mark: the mark is then drawn as it is, and nothing stands between it and the frame. */
function viewBox(box: string, frame: keyof typeof frames): string {
  const [x = 0, y = 0, width = 1, height = 1] = box.split(' ').map(Number);
  const { mark, right, bottom, ...size } = frames[frame];
  const scale = Math.min(mark.width / width, mark.height / height);
  const left = x + width - (size.width - right) / scale;
  const top = y + height - (size.height - bottom) / scale;
  return [left, top, size.width / scale, size.height / scale].map((part) => part.toFixed(2)).join(' ');
}

const Svg = styled.svg.withConfig({ componentId: 'onfile-plate' })`
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
  direction: ltr;
  fill: currentColor;
  ${Object.entries(plates).map(
    ([brand, { from, to, ink }]) => css`
      &[data-brand='${brand}'] {
        background: linear-gradient(to bottom right, ${from}, ${to});
        color: ${ink};
      }
    `,
  )}
`;

const plateOf = (id: string, { box, mark }: Plate, frame: keyof typeof frames) => (
  <Svg data-brand={id} viewBox={viewBox(box, frame)} aria-hidden="true">
    {mark}
  </Svg>
);

/** The plates, made once for all cards. */
const drawn = new Map(
  Object.entries(plates).map(([id, plate]) => [
    id,
    { small: plateOf(id, plate, 'small'), large: plateOf(id, plate, 'large') },
  ]),
);

/** What a shop has said of a payment system of its own. */
function ownPlate(id: string, frame: keyof typeof frames): ReactNode {
  const said = brandOf(id)?.plate;
  if (!said) return undefined;
  const { from, to, mark } = said;
  const box = mark ? `0 0 ${mark.width} ${mark.height}` : plates.unknown.box;
  const view = viewBox(box, frame);
  const [x = 0, y = 0, width = 0, height = 0] = view.split(' ').map(Number);
  const ground = `onfile-plate-${id}`;
  return (
    // The ground is drawn and no style: what a sheet does not hold a strict policy does not let through.
    <Svg data-brand={id} viewBox={view} color="#fff" aria-hidden="true">
      <linearGradient id={ground} gradientUnits="userSpaceOnUse" x1={x} y1={y} x2={x + width} y2={y + height}>
        <stop stopColor={from} />
        <stop offset="1" stopColor={to} />
      </linearGradient>
      <rect x={x - width} y={y - height} width={3 * width} height={3 * height} fill={`url(#${ground})`} />
      {mark ? <path d={mark.path} /> : plates.unknown.mark}
    </Svg>
  );
}

/**
 * A card's ground in its brand's colours, with the brand's mark; small, where the issuer sends signs without a ground, in their colour,
 * with them. Fills its parent; says nothing to a screen reader.
 */
export function drawPlate(face: Face, brand: string, small: boolean): ReactNode {
  const size = small ? 'small' : 'large';
  const plate = drawn.get(brand)?.[size] ?? ownPlate(brand, size) ?? drawn.get('unknown')?.[size];
  return small && face.kind === 'signs' ? <SmallSignsPlate signs={face} instead={plate} /> : plate;
}
