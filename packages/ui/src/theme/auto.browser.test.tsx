import { act } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { afterEach, expect, it } from 'vitest';
import { wish } from '../system.case.ts';
import { firstPaint, served } from './first-paint.case.tsx';
import { darkTokens, lightTokens } from './tokens.ts';

afterEach(() => wish());

function colorsOf(page: Document): Record<'surface' | 'text' | 'scheme', string> {
  const panel = page.querySelector('.onfile-panel');
  const style = panel && page.defaultView?.getComputedStyle(panel);
  if (!style) throw new Error('There is no panel.');
  return { surface: style.backgroundColor, text: style.color, scheme: style.colorScheme };
}

/** `#14171d` as a browser writes it. */
const written = (hex: string) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

const looks = {
  light: { surface: written(lightTokens.color.surface), text: written(lightTokens.color.text), scheme: 'light' },
  dark: { surface: written(darkTokens.color.surface), text: written(darkTokens.color.text), scheme: 'dark' },
};

const schemes = ['light', 'dark'] as const;

it.each(schemes)(
  'a page from a server is %s from its first paint, as the system is, and React changes nothing of it',
  async (scheme) => {
    await wish({ scheme });
    const { app, ...sent } = await served('auto');
    expect(sent.html).not.toMatch(/<script/);
    const page = await firstPaint(sent);
    expect(colorsOf(page)).toEqual(looks[scheme]);
    const seen: unknown[] = [];
    const place = page.querySelector('#app');
    if (!place) throw new Error('The page is empty.');
    const root = await act(() => hydrateRoot(place, app, { onRecoverableError: (error) => seen.push(error) }));
    expect(seen).toEqual([]);
    expect(colorsOf(page)).toEqual(looks[scheme]);
    root.unmount();
  },
);

it('follows the system while it stands there', async () => {
  const page = await firstPaint(await served('auto'));
  for (const scheme of ['dark', 'light', 'dark'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one wish after the other
    await wish({ scheme });
    // oxlint-disable-next-line no-await-in-loop -- one wish after the other
    await expect.poll(() => colorsOf(page)).toEqual(looks[scheme]);
  }
});

it.each(schemes)('a theme that is named %s is so on any system', async (theme) => {
  const page = await firstPaint(await served(theme));
  for (const scheme of schemes) {
    // oxlint-disable-next-line no-await-in-loop -- one wish after the other
    await wish({ scheme });
    expect(colorsOf(page)).toEqual(looks[theme]);
  }
});

it('negative control: markup without its styles is not what a shopper should see first', async () => {
  await wish({ scheme: 'dark' });
  const { html } = await served('auto');
  expect(colorsOf(await firstPaint({ html, styles: '' }))).not.toEqual(looks.dark);
});
