import { rmSync } from 'node:fs';
import { PNG } from 'pngjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readBaseline, writeBaseline } from './baseline.ts';
import { differenceOf, fingerprint } from './fingerprint.ts';

type Paint = (x: number, y: number) => readonly [number, number, number];

function picture(paint: Paint, width = 200, height = 120): Buffer {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) png.data.set([...paint(x, y), 255], (y * width + x) * 4);
  return PNG.sync.write(png);
}

const button: Paint = (x, y) => (x > 20 && x < 180 && y > 40 && y < 96 ? [0x24, 0x50, 0xe0] : [255, 255, 255]);
const plain = fingerprint(picture(button));

describe('a fingerprint', () => {
  it('is the same for the same picture', () => {
    expect(differenceOf(plain, fingerprint(picture(button)))).toBeUndefined();
  });

  it('does not mind noise', () => {
    const noisy: Paint = (x, y) => {
      const [red, green, blue] = button(x, y);
      const less = (x * 7 + y * 13) % 5;
      return [Math.max(0, red - less), Math.max(0, green - less), Math.max(0, blue - less)];
    };
    expect(differenceOf(plain, fingerprint(picture(noisy)))).toBeUndefined();
  });

  it.each([
    ['another colour', (x, y) => (button(x, y)[0] === 0x24 ? [0x34, 0x60, 0xf0] : button(x, y))],
    ['another place', (x, y) => button(x - 2, y)],
    ['a thin line that was not there', (x, y) => (y === 110 ? [0, 0, 0] : button(x, y))],
  ] satisfies [string, Paint][])('minds %s, and says where', (_, paint) => {
    expect(differenceOf(plain, fingerprint(picture(paint)))).toMatch(/^\d+ places, most at \d+,\d+: #.{6}, was #.{6}$/);
  });

  it('minds another size', () => {
    expect(differenceOf(plain, fingerprint(picture(button, 200, 118)))).toBe('200x118, was 200x120');
  });
});

it('a baseline is read as it was written', () => {
  const file = 'node_modules/.cache/pixels/test.br';
  onTestFinished(() => rmSync(file));
  const baseline = new Map([
    ['a story dark rtl 390', plain],
    ['another story', fingerprint(picture((x, y) => [x, y, 255 - x], 33, 17))],
  ]);
  writeBaseline(file, baseline);
  expect(readBaseline(file)).toEqual(baseline);
  expect(readBaseline('node_modules/.cache/pixels/none.br')).toBeUndefined();
});
