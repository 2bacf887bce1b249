import { brands } from '@onfile/hooks';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { drawPlate } from './DrawnPlate.tsx';
import { plates } from './plates.tsx';

const ids = Object.keys(plates) as (keyof typeof plates)[];

it('every brand of the contract has one', () => {
  expect(ids.toSorted()).toEqual([...Object.keys(brands), 'unknown'].toSorted());
});

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
async function drawn(brand: keyof typeof plates) {
  const { mark, box } = plates[brand];
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

/** A plate as it stands on a page. */
async function plateOnPage(brand: string, small = false) {
  const { container } = await render(
    <div style={{ position: 'relative', inlineSize: 340, blockSize: 214 }}>
      {drawPlate({ kind: 'plate', brand }, brand, small)}
    </div>,
  );
  const svg = container.querySelector('svg');
  if (!svg) throw new Error('No plate.');
  return svg;
}

it.each([...ids, 'a-shop-card', '', 'toString', '__proto__'])(
  '"%s" has the plate of its brand, and where that is not known the neutral one',
  async (brand) => {
    const svg = await plateOnPage(brand);
    expect(svg.dataset['brand']).toBe(ids.some((id) => id === brand) ? brand : 'unknown');
    expect(getComputedStyle(svg).backgroundImage).toContain('gradient');
  },
);

it.each(ids.flatMap((id) => [[id, 'large'] as const, [id, 'small'] as const]))(
  '%s, %s: the mark stands in the lower corner, inside the card',
  async (brand, size) => {
    const svg = await plateOnPage(brand, size === 'small');
    const card = svg.getBoundingClientRect();
    const parts = [...svg.querySelectorAll('*')].map((part) => part.getBoundingClientRect());
    const right = Math.max(...parts.map((part) => part.right));
    const bottom = Math.max(...parts.map((part) => part.bottom));
    const left = Math.min(...parts.map((part) => part.left));
    expect(card.right - right).toBeGreaterThan(card.width * 0.04);
    expect(card.right - right).toBeLessThan(card.width * 0.16);
    expect(left).toBeGreaterThan(card.left + card.width * 0.3);
    expect(bottom).toBeLessThan(card.bottom);
  },
);

it.each(ids)('%s: text can be read on both ends of the ground', (brand) => {
  const { from, to, ink } = plates[brand];
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
