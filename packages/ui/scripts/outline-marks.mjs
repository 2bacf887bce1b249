// Makes the paths of `src/BrandPlate/plates.tsx`, once: prints the width and the path of each mark. What it needs is no
// dependency of the repository; run it in an empty folder of its own:
//   npm install fontkit@2.0.4 wawoff2@2.0.1 svgo@4.1.0 svgpath@2.6.0 simple-icons@16.37.0 @fontsource-variable/inter@5.3.0
//   node <repository>/packages/ui/scripts/outline-marks.mjs
// Words are set in Inter (SIL Open Font License 1.1), Visa's and JCB's marks are the paths of Simple Icons (CC0 1.0).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'here.js'));
const fontkit = require('fontkit');
const svgpath = require('svgpath');
const { decompress } = require('wawoff2');
const { optimize } = require('svgo');

/** Capitals are this high in all words, so that a letter has the same path wherever it stands and compresses to nothing. */
const capHeight = 64;

const words = {
  mir: { text: 'МИР', spacing: 4 },
  belkart: { text: 'БЕЛКАРТ', spacing: 2 },
  amex: { text: 'AMEX', spacing: 2 },
  uzcard: { text: 'UZCARD', spacing: 1 },
  humo: { text: 'HUMO', spacing: 4 },
  elcart: { text: 'ЭЛКАРТ', spacing: 2 },
  // Its middle is that of its small letters.
  troy: { text: 'troy', spacing: -2, rise: 10 },
};
const icons = ['visa', 'jcb'];

async function inter(text) {
  const script = /[А-Я]/.test(text) ? 'cyrillic' : 'latin';
  const file = require.resolve(`@fontsource-variable/inter/files/inter-${script}-opsz-normal.woff2`);
  // fontkit varies no font that is still compressed.
  return fontkit.create(Buffer.from(await decompress(readFileSync(file)))).getVariation({ wght: 800, opsz: 32 });
}

/** A path in whole units, each step from where the last one ended; only the first point is absolute. */
function shorten(d) {
  const svg = optimize(`<svg xmlns="http://www.w3.org/2000/svg"><path d="${straightened(d)}"/></svg>`, {
    plugins: [
      { name: 'convertPathData', params: { floatPrecision: 0, utilizeAbsolute: false, straightCurves: false } },
    ],
  });
  return / d="([^"]*)"/.exec(svg.data)[1];
}

/** Without the bends of less than a unit that Inter gives its diagonals where they meet: as lines, and runs of lines as one. */
function straightened(d) {
  const steps = [];
  svgpath(d)
    .unarc()
    .unshort()
    .abs()
    .iterate(([kind, ...to], _, x, y) => {
      const from = [x, y];
      const point = kind === 'H' ? [to[0], y] : kind === 'V' ? [x, to[0]] : to.slice(-2);
      const isLine = 'LHV'.includes(kind) || (kind === 'Q' && distance(to.slice(0, 2), from, point) < 0.3);
      const run = steps.at(-1);
      if (
        isLine &&
        run?.isLine &&
        run.points.every((past) => distance(past, run.from, point) < 1) &&
        goesOn(run, point)
      )
        run.points.push(point);
      else steps.push({ isLine, kind: isLine ? 'L' : kind, from, points: [point], to: isLine ? [] : to });
    });
  return steps.map(({ kind, points, to, isLine }) => `${kind}${(isLine ? points.at(-1) : to).join(' ')}`).join('');
}

/** Whether a point lies ahead of a run of lines: less than 15 degrees off. */
function goesOn({ from, points }, point) {
  const last = points.at(-1);
  const before = points.at(-2) ?? from;
  const turn =
    Math.atan2(point[1] - last[1], point[0] - last[0]) - Math.atan2(last[1] - before[1], last[0] - before[0]);
  return Math.cos(turn) > Math.cos(Math.PI / 12);
}

/** How far a point is from the line through two others. */
function distance([x, y], [ax, ay], [bx, by]) {
  return Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / Math.hypot(bx - ax, by - ay);
}

/** A word with its capitals from 0 down to `capHeight`, from the first letter's left edge on. */
async function set({ text, spacing, rise = 0 }) {
  const font = await inter(text);
  const scale = capHeight / font.capHeight;
  const run = font.layout(text);
  let [x, d, right] = [0, '', 0];
  run.glyphs.forEach((glyph, index) => {
    const { minX, maxX } = glyph.bbox;
    if (index === 0) x = -Math.round(minX * scale);
    const path = shorten(
      svgpath(glyph.path.toSVG())
        .scale(scale, -scale)
        .translate(0, capHeight - rise)
        .toString(),
    );
    const [, left, top, rest] = /^m(-?[\d.]+)[ ,]?(-?[\d.]+)(.*)$/i.exec(path);
    // What follows a first point without a letter of its own is a line: relative after `m`, absolute after `M`.
    d += `M${x + Number(left)} ${top}${/^[a-z]/i.test(rest) ? '' : 'l'}${rest.trim()}`;
    right = x + Math.round(maxX * scale);
    x += Math.round(run.positions[index].xAdvance * scale) + spacing;
  });
  return { width: right, d };
}

/** An icon as high as capitals, from 0 on. */
function scaled(name) {
  const [, d] = / d="([^"]*)"/.exec(readFileSync(require.resolve(`simple-icons/icons/${name}.svg`), 'utf8'));
  const [left, top, right, bottom] = edges(d);
  const scale = capHeight / (bottom - top);
  return {
    width: Math.round((right - left) * scale),
    d: shorten(svgpath(d).translate(-left, -top).scale(scale).toString()),
  };
}

/** The left, top, right and bottom edge of a path: its curves, walked finely. */
function edges(path) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const see = (x, y) => {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  };
  const simple = svgpath(path).unarc().unshort().abs();
  simple.iterate(([kind, ...to], _, x, y) => {
    if (kind === 'H') see(to[0], y);
    else if (kind === 'V') see(x, to[0]);
    else if (kind === 'M') see(to[0], to[1]);
    else if (kind !== 'Z')
      for (let t = 0; t <= 1; t += 0.01) see(onCurve([x, ...even(to)], t), onCurve([y, ...odd(to)], t));
  });
  return [left, top, right, bottom];
}

const even = (values) => values.filter((_, index) => index % 2 === 0);
const odd = (values) => values.filter((_, index) => index % 2 === 1);

/** One coordinate of a line or Bézier curve, by de Casteljau. */
function onCurve(points, t) {
  let row = points;
  while (row.length > 1) row = row.slice(1).map((value, index) => row[index] + (value - row[index]) * t);
  return row[0];
}

for (const [name, word] of Object.entries(words)) {
  const { width, d } = await set(word);
  console.log(name, width, d);
}
for (const name of icons) {
  const { width, d } = scaled(name);
  console.log(name, width, d);
}
