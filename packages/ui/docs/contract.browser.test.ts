import { expect, it } from 'vitest';
import { undocumented } from './contract.ts';

function element(html: string): Element {
  const box = document.createElement('div');
  box.innerHTML = html;
  return box.firstElementChild ?? box;
}

it.each([
  ['what is documented', '<div class="onfile-face x" data-face="plate" data-tone="plate"></div>', []],
  ['what is not of the kit', '<div data-what="ever"></div>', []],
  ['a value', '<div class="onfile-face" data-face="drawn"></div>', ['onfile-face data-face=drawn']],
  ['an attribute', '<div class="onfile-face" data-mood="good"></div>', ['onfile-face data-mood=good']],
  ['an element', '<span class="onfile-face"></span>', ['CardFace is documented as <div>, and renders <span>']],
])('knows %s', (_, html, named) => {
  expect(undocumented(element(html))).toEqual(named);
});
