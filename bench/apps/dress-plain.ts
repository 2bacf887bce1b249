import { looks } from './looks.ts';
import type { Dress } from './screen.tsx';

/** Bare elements with a class each, and the same rules in one style sheet. */
export const plainDress: Dress = {
  of: Object.fromEntries(Object.keys(looks).map((part) => [part, part])),
  tag: {
    root: 'div',
    outer: 'div',
    panel: 'section',
    header: 'div',
    group: 'fieldset',
    legend: 'legend',
    row: 'div',
    option: 'label',
    radio: 'input',
    art: 'span',
    picture: 'img',
    text: 'span',
    name: 'span',
    title: 'span',
    badge: 'span',
    line: 'span',
    digits: 'bdi',
    hint: 'span',
    textButton: 'button',
    remove: 'button',
    more: 'button',
    newArt: 'span',
    bones: 'div',
    news: 'div',
    payBox: 'div',
    pay: 'button',
    payShort: 'span',
    payLong: 'span',
    lock: 'p',
  },
};

/** Puts the rules into the page. */
export function addPlainRules(): void {
  const style = document.createElement('style');
  style.textContent = Object.entries(looks)
    .map(([part, rules]) => `.${part} { ${rules} }`)
    .join('\n');
  document.head.append(style);
}
