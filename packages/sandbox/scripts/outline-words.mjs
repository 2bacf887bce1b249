// Writes `src/art/words.ts`, once: the words that stand-in cards carry, as outlines. What it needs is no dependency of the
// repository; run it in an empty folder of its own, and give it the file to write:
//   npm install fontkit@2.0.4 wawoff2@2.0.1 svgpath@2.6.0 simple-icons@16.37.0 @fontsource-variable/{inter,sora,unbounded,playfair-display,comfortaa,josefin-sans}@5.3.0
//   node <repository>/packages/sandbox/scripts/outline-words.mjs <repository>/packages/sandbox/src/art/words.ts
// All fonts are under the SIL Open Font License 1.1; Visa's mark is the path of Simple Icons (CC0 1.0).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { argv } from 'node:process';

const require = createRequire(join(process.cwd(), 'here.js'));
const fontkit = require('fontkit');
const svgpath = require('svgpath');
const { decompress } = require('wawoff2');

/** How high a capital is, in whole units: fine enough for a logo of 283 pixels. */
const capHeight = 400;

const words = {
  aurora: { text: 'Aurora', font: 'sora', weight: 600, spacing: -4 },
  polar: { text: 'polar club', font: 'josefin-sans', weight: 600, spacing: 30 },
  kora: { text: 'kora', font: 'comfortaa', weight: 700, spacing: 4 },
  koraBank: { text: 'kora bank', font: 'comfortaa', weight: 700, spacing: 4 },
  mosaic: { text: 'mosaic', font: 'unbounded', weight: 700 },
  fern: { text: 'Fern', font: 'playfair-display', style: 'italic', weight: 700 },
  summit: { text: 'SUMMIT', font: 'josefin-sans', weight: 600, spacing: 90 },
  nocturne: { text: 'Nocturne', font: 'playfair-display', style: 'italic', weight: 500 },
  citrus: { text: 'citrus', font: 'unbounded', weight: 800, spacing: -6 },
  marmo: { text: 'MARMO', font: 'playfair-display', weight: 500, spacing: 120 },
  vertex: { text: 'vertex', font: 'sora', weight: 700, spacing: -6 },
  troy: { text: 'troy', font: 'inter', weight: 800, spacing: -12 },
  mir: { text: 'МИР', font: 'inter', weight: 800, spacing: 24 },
};

async function set({ text, font: family, style = 'normal', weight, spacing = 0 }) {
  const script = /[А-Я]/.test(text) ? 'cyrillic' : 'latin';
  const file = require.resolve(`@fontsource-variable/${family}/files/${family}-${script}-wght-${style}.woff2`);
  // fontkit varies no font that is still compressed.
  const font = fontkit.create(Buffer.from(await decompress(readFileSync(file)))).getVariation({ wght: weight });
  const scale = capHeight / (font.capHeight || font.layout('H').glyphs[0].bbox.maxY);
  const run = font.layout(text);
  let [x, d] = [0, ''];
  run.glyphs.forEach((glyph, index) => {
    if (index === 0) x = -glyph.bbox.minX * scale;
    d += svgpath(glyph.path.toSVG()).scale(scale, -scale).translate(x, capHeight).round(0).toString();
    x += run.positions[index].xAdvance * scale + (spacing * capHeight) / 1000;
  });
  return { width: widest(d), d };
}

function visa() {
  const [, d] = / d="([^"]*)"/.exec(readFileSync(require.resolve('simple-icons/icons/visa.svg'), 'utf8'));
  // Its letters stand between 8.1 and 15.9 of 24.
  const path = svgpath(d)
    .unarc()
    .unshort()
    .abs()
    .translate(0, -8.1)
    .scale(capHeight / 7.8)
    .round(0)
    .toString();
  return { width: widest(path), d: path };
}

function widest(d) {
  let right = 0;
  svgpath(d).iterate(([kind, ...to], _, x) => {
    if (kind !== 'V' && kind !== 'Z') right = Math.max(right, x, to.at(kind === 'H' ? 0 : -2));
  });
  return right;
}

const rows = [];
for (const [name, word] of Object.entries(words)) rows.push({ name, ...(await set(word)) });
rows.push({ name: 'visa', ...visa() });
writeFileSync(
  argv[2],
  `// Made by scripts/outline-words.mjs: invented names in open fonts, and two payment systems' marks.

/** An outline in whole units, from 0 to the right: a capital stands between 0 and 400, what hangs below goes further down. */
export interface Word {
  width: number;
  d: string;
}

/** What is written on the cards. */
export const words = {
${rows.map(({ name, width, d }) => `  ${name}: { width: ${width}, d: '${d}' },`).join('\n')}
} as const satisfies Record<string, Word>;
`,
);
