import { afterEach, beforeEach, expect, it } from 'vitest';
import { compareLooks } from './compare.ts';
import { measureLooks } from './measure.ts';
import { plainText } from './plain-text.ts';

let root: HTMLElement;
let style: HTMLStyleElement;

beforeEach(() => {
  root = document.createElement('div');
  style = document.createElement('style');
  style.textContent =
    '.onfile-pay { padding: 8px 16px; border: 0; background: #2450e0; color: #fff; font: 600 17px Arial }';
  root.innerHTML = `
    <div class="onfile-pay-box x1"><button class="onfile-pay x2">Pay<svg><text>no</text></svg></button>
      <span class="onfile-hidden" style="position: absolute; width: 1px; height: 1px">heard</span>
      <p hidden>not there</p><div><p>Words</p></div></div>`;
  document.body.append(style, root);
});

afterEach(() => {
  root.remove();
  style.remove();
});

const names = () => measureLooks(root).map((line) => /^\s*\S+/.exec(line)?.[0]);

it('sees the parts of the kit and what holds words, and nothing that nobody sees', () => {
  expect(names()).toEqual(['pay-box', '  pay', '  p']);
});

it.each([
  ['padding', '.onfile-pay { padding-block: 11px }', /^\+ {3}pay \S+ \d+x\d+/m],
  ['colour', '.onfile-pay { color: #fefefe }', /ink=#fefefe/],
  ['ground', '.onfile-pay { background: #2450e1 }', /ground=#2450e1/],
  ['border', '.onfile-pay { border: 1px solid #ff0000 }', /edge=1px\/#ff0000/],
  ['font size', '.onfile-pay { font-size: 18px }', /font=600\/18px\/Arial/],
  ['font', '.onfile-pay { font-family: "Some Font" }', /font=600\/17px\/Some_Font/],
  ['opacity', '.onfile-pay { opacity: 0.5 }', /opacity=0.5/],
])('a changed %s is a difference', (_, rule, named) => {
  const before = measureLooks(root);
  expect(compareLooks(before, measureLooks(root))).toEqual([]);
  style.append(rule);
  expect(compareLooks(before, measureLooks(root)).join('\n')).toMatch(named);
});

it('what comes from a font of the machine is measured as a plain letter', () => {
  const words = root.querySelector('div div p') ?? root;
  words.textContent = 'Банк ₸ 7 •• é <b> 🏦 مصرف n\u0338';
  plainText();
  expect(words.textContent).toBe('Банк ₸ 7 •• é <b> x xxxx nx');
});
