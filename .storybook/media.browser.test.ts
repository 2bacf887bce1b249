import { afterEach, beforeEach, expect, it } from 'vitest';
import { emulate } from './media.ts';

let part: HTMLElement;
let style: HTMLStyleElement;
let stop = () => {};

beforeEach(() => {
  part = document.createElement('p');
  style = document.createElement('style');
  style.textContent = `
    p { transition: opacity 1s; color: rgb(1, 1, 1); }
    @media (prefers-reduced-motion: reduce) { p { transition: none; } }
    @layer shop { @media (forced-colors: active) { p { outline: 1px solid; } } }
    @media (prefers-contrast: more) and (min-width: 1px) { p { color: rgb(0, 0, 0); } }`;
  document.body.append(style, part);
});

afterEach(() => {
  stop();
  emulate({ motion: 'normal', contrast: 'normal' });
  part.remove();
  style.remove();
});

const seen = () => {
  const { transitionDuration, outlineStyle, color } = getComputedStyle(part);
  return [transitionDuration, outlineStyle, color];
};

it('the page answers as if the system had these wishes, and no longer when they are gone', () => {
  expect(seen()).toEqual(['1s', 'none', 'rgb(1, 1, 1)']);
  stop = emulate({ motion: 'reduced', contrast: 'forced' });
  expect(seen()).toEqual(['0s', 'solid', 'rgb(1, 1, 1)']);
  stop();
  stop = emulate({ motion: 'normal', contrast: 'more' });
  expect(seen()).toEqual(['1s', 'none', 'rgb(0, 0, 0)']);
  stop();
  emulate({ motion: 'normal', contrast: 'normal' });
  expect(seen()).toEqual(['1s', 'none', 'rgb(1, 1, 1)']);
});

it('rules that come later are among them', async () => {
  stop = emulate({ motion: 'reduced', contrast: 'normal' });
  const later = document.createElement('style');
  later.textContent = '@media (prefers-reduced-motion: reduce) { p { color: rgb(2, 2, 2); } }';
  style.after(later);
  await expect.poll(() => seen()[2]).toBe('rgb(2, 2, 2)');
  later.remove();
});
