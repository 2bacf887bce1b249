import { css, styled } from 'styled-components';
import { plates } from './plates.tsx';

/** A frame of a card's proportions, and how far the mark in its lower corner may reach. Small, it is read at a thumb's width. */
const frames = {
  large: { width: 160, height: 101, mark: { width: 60, height: 20 }, right: 12, bottom: 69 },
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

/** The marks, placed once for all cards. */
const marks = new Map(
  Object.entries(plates).map(([id, { box, mark }]) => [
    id,
    { id, mark, small: viewBox(box, 'small'), large: viewBox(box, 'large') },
  ]),
);

/** A card's ground in its brand's colours, with the brand's mark. Fills its parent; says nothing to a screen reader. */
export function DrawnPlate({ brand, small = false }: { brand: string; small?: boolean }) {
  const plate = marks.get(brand) ?? marks.get('unknown');
  return (
    <Svg
      data-brand={plate?.id}
      viewBox={small ? plate?.small : plate?.large}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      {plate?.mark}
    </Svg>
  );
}

const Svg = styled.svg.withConfig({ componentId: 'onfile-plate' })`
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
  direction: ltr;
  ${Object.entries(plates).map(
    ([brand, { from, to, ink }]) => css`
      &[data-brand='${brand}'] {
        background: linear-gradient(to bottom right, ${from}, ${to});
        color: ${ink};
      }
    `,
  )}
`;
