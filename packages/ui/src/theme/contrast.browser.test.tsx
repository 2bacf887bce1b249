import { afterEach, describe, expect, it } from 'vitest';
import { contrast, grocer, type OnfileProviderProps } from '../index.ts';
import { type SystemWishes, wish } from '../system.case.ts';
import { firstPaint, served } from './first-paint.case.tsx';
import { darkTokens, lightTokens, type Tokens } from './tokens.ts';

afterEach(() => wish());

type ThemeProp = NonNullable<OnfileProviderProps['theme']>;

/** A colour as the browser writes it. */
function written(color: string): string {
  const probe = document.createElement('i');
  probe.style.color = color;
  document.body.append(probe);
  const { color: said } = getComputedStyle(probe);
  probe.remove();
  return said;
}

/** What is seen of a checkout in this theme, in a document that was opened after the system said what it wishes. */
async function seen(theme: ThemeProp) {
  const page = await firstPaint(await served(theme));
  const styleOf = (selector: string) => {
    const element = page.querySelector(selector);
    const style = element && page.defaultView?.getComputedStyle(element);
    if (!style) throw new Error(`There is no ${selector}.`);
    return style;
  };
  return {
    quiet: styleOf('.onfile-option-line').color,
    border: styleOf('.onfile-list').borderTopColor,
    text: styleOf('.onfile-option-title').color,
    accent: styleOf('.onfile-pay').backgroundColor,
    surface: styleOf('.onfile-panel').backgroundColor,
  };
}

const looks = ({ color }: Tokens, { more }: { more: boolean }) => ({
  quiet: written(more ? color.text : color.textMuted),
  border: written(more ? color.borderStrong : color.border),
  text: written(color.text),
  accent: written(color.accent),
  surface: written(color.surface),
});

const themes: [string, ThemeProp, Tokens, SystemWishes][] = [
  ['light', 'light', lightTokens, {}],
  ['dark', 'dark', darkTokens, {}],
  ['auto by day', 'auto', lightTokens, { scheme: 'light' }],
  ['auto by night', 'auto', darkTokens, { scheme: 'dark' }],
  ['a shop’s own', grocer, grocer.tokens, {}],
  ['the contrast preset', contrast, contrast.tokens, {}],
];

describe.each(themes)('%s', (_, theme, tokens, scheme) => {
  it('draws quiet text as text and borders as those of controls for whoever wishes more contrast, and nothing else', async () => {
    await wish(scheme);
    expect(await seen(theme)).toEqual(looks(tokens, { more: false }));
    await wish({ ...scheme, contrast: 'more' });
    expect(await seen(theme)).toEqual(looks(tokens, { more: true }));
  });
});
