import { brands } from '@onfile/hooks';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { plateOf, plates } from './plates.tsx';

const ids = [...Object.keys(brands), 'unknown'];

/** Relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2, "relative luminance"). */
function luminance(hex: string): number {
  const [, digits = ''] = /^#([\da-f]{3}|[\da-f]{6})$/.exec(hex) ?? [];
  const wide = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const [red = NaN, green = NaN, blue = NaN] = (wide.match(/../g) ?? []).map((pair) => {
    const share = Number.parseInt(pair, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = NaN, light = NaN] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Where a mark's ink stands in its box, in shares of the box's height; and what it is made of. */
async function drawn(brand: string) {
  const { mark, box } = plateOf(brand);
  const [, , width = NaN, height = NaN] = box.split(' ').map(Number);
  const screen = await render(
    <svg viewBox={box} style={{ height: 300, width: (300 * width) / height, color: '#fff' }}>
      {mark}
    </svg>,
  );
  const svg = screen.container.querySelector('svg');
  if (!svg) throw new Error('No mark.');
  const frame = svg.getBoundingClientRect();
  const parts = [...svg.querySelectorAll('*')];
  const boxes = parts.map((part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    const border = (Number(part.getAttribute('stroke-width') ?? 0) / 2 / height) * frame.height;
    return { left: left - border, top: top - border, right: right + border, bottom: bottom + border };
  });
  const share = (pixels: number) => pixels / frame.height;
  return {
    tags: parts.map((part) => part.tagName),
    left: share(Math.min(...boxes.map((part) => part.left)) - frame.left),
    right: share(frame.right - Math.max(...boxes.map((part) => part.right))),
    above: share(Math.min(...boxes.map((part) => part.top)) - frame.top),
    below: share(frame.bottom - Math.max(...boxes.map((part) => part.bottom))),
  };
}

it('the measure of contrast knows grey on white that can just not be read from grey that can', () => {
  expect(contrast('#777777', '#fff')).toBeLessThan(4.5);
  expect(contrast('#767676', '#fff')).toBeGreaterThan(4.5);
});

it('every brand of the contract has a plate of its own, and anything else the neutral one', () => {
  expect(Object.keys(plates).toSorted()).toEqual(ids.toSorted());
  for (const brand of Object.keys(brands)) expect(plateOf(brand)).not.toBe(plates.unknown);
  for (const brand of ['a-shop-card', '', 'toString', '__proto__']) expect(plateOf(brand)).toBe(plates.unknown);
});

it.each(ids)('%s: text can be read on both ends of the ground', (brand) => {
  const { from, to, ink } = plateOf(brand);
  expect(contrast(ink, from)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(ink, to)).toBeGreaterThanOrEqual(4.5);
});

it.each(ids)(
  '%s: a mark of at most three shapes and no letters, as wide as its box and in its middle',
  async (brand) => {
    const { tags, left, right, above, below } = await drawn(brand);
    expect(tags.length).toBeLessThanOrEqual(3);
    for (const tag of tags) expect(['path', 'circle']).toContain(tag);
    for (const margin of [left, right, above, below]) expect(margin).toBeGreaterThan(-0.01);
    for (const margin of [left, right]) expect(margin).toBeLessThan(0.03);
    expect(Math.abs(above - below)).toBeLessThan(0.1);
  },
);
