/** The edge of a shape as one or more closed lines: x, y, x, y … A hole goes round the other way. */
export type Outline = readonly (readonly number[])[];

/** Where an outline goes: moved by `x` and `y` after it was scaled (default 1) and turned (radians, default 0). */
export interface Place {
  x?: number;
  y?: number;
  scale?: number;
  turn?: number;
}

/** Puts a shape somewhere. */
export function place(outline: Outline, { x = 0, y = 0, scale = 1, turn = 0 }: Place): Outline {
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  return outline.map((line) =>
    line.map((value, at) => {
      const other = line[at ^ 1] ?? 0;
      return at % 2 ? other * sin + value * cos + y : value * cos - other * sin + x;
    }),
  );
}

/** A step of a path: its letter, where it starts, and its numbers. */
type Visit = (kind: string, from: readonly [number, number], to: readonly number[]) => void;

/** How many numbers each letter of a path takes. */
const takes: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, Q: 4, C: 6, Z: 0 };

/** Walks a path of M, L, H, V, Q, C and Z in absolute numbers; H and V are told as L. */
export function walkPath(d: string, visit: Visit): void {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const [, letter = '', numbers = ''] of d.matchAll(/([MLHVQCZ])([^MLHVQCZ]*)/g)) {
    const values = (numbers.match(/-?[\d.]+/g) ?? []).map(Number);
    const size = takes[letter] ?? 0;
    for (let at = 0; at < Math.max(1, values.length); at += size || 1) {
      let [kind, to] = [letter, values.slice(at, at + size)];
      if (kind === 'M' && at > 0) kind = 'L';
      if (kind === 'H') [kind, to] = ['L', [to[0] ?? x, y]];
      if (kind === 'V') [kind, to] = ['L', [x, to[0] ?? y]];
      if (kind === 'Z') to = [startX, startY];
      visit(kind, [x, y], to);
      [x = x, y = y] = to.slice(-2);
      if (kind === 'M') [startX, startY] = [x, y];
    }
  }
}

/** A path's outline; each curve becomes `fine` straight pieces. */
export function fromPath(d: string, fine = 10): Outline {
  const lines: number[][] = [];
  walkPath(d, (kind, [x, y], to) => {
    if (kind === 'M') lines.push([]);
    const line = lines.at(-1);
    if (!line || kind === 'Z') return;
    if (kind === 'M' || kind === 'L') line.push(...to);
    else for (let step = 1; step <= fine; step++) line.push(...onCurve([x, y, ...to], step / fine));
  });
  return lines;
}

/** A point of a Bézier curve of any degree, by de Casteljau. */
function onCurve(points: readonly number[], t: number): number[] {
  let row = points;
  while (row.length > 2) row = row.slice(0, -2).map((value, at) => value + ((row[at + 2] ?? 0) - value) * t);
  return [...row];
}

/** Points along a circle between two angles (radians), the way of the clock where `to` is more than `from`. */
export function along(x: number, y: number, radius: number, from: number, to: number): number[] {
  const points = Math.max(8, Math.ceil(Math.sqrt(radius) * Math.abs(to - from)));
  return Array.from({ length: points + 1 }, (_, at) => from + ((to - from) * at) / points).flatMap((angle) => [
    x + Math.cos(angle) * radius,
    y + Math.sin(angle) * radius,
  ]);
}

const round = Math.PI * 2;

/** A circle; with `hole`, a ring whose hole has that radius. */
export function circle(x: number, y: number, radius: number, hole = 0): Outline {
  return hole > 0 ? [along(x, y, radius, 0, round), along(x, y, hole, round, 0)] : [along(x, y, radius, 0, round)];
}

/** A part of a circle between two angles (radians): a slice, or a band where it has a hole. */
export function arc(x: number, y: number, radius: number, hole: number, from: number, to: number): Outline {
  return [[...along(x, y, radius, from, to), ...(hole > 0 ? along(x, y, hole, to, from) : [x, y])]];
}

/** A closed line through points. */
export const polygon = (...points: readonly number[]): Outline => [points];

/** A line of some width through points (x, y, x, y …), with round ends and corners where `round`. */
export function stroke(points: readonly number[], width: number, round = true): Outline {
  const half = width / 2;
  const pieces: number[][] = [];
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [x = 0, y = 0, toX = 0, toY = 0] = points.slice(at, at + 4);
    const length = Math.hypot(toX - x, toY - y) || 1;
    const [nx, ny] = [((y - toY) / length) * half, ((toX - x) / length) * half];
    pieces.push([x - nx, y - ny, toX - nx, toY - ny, toX + nx, toY + ny, x + nx, y + ny]);
  }
  if (round)
    for (let at = 0; at + 1 < points.length; at += 2)
      pieces.push(...circle(points[at] ?? 0, points[at + 1] ?? 0, half).map((line) => [...line]));
  return pieces;
}

/** A box with round corners. */
export function roundBox(x: number, y: number, width: number, height: number, radius: number): Outline {
  const [right, bottom] = [x + width - radius, y + height - radius];
  const quarter = Math.PI / 2;
  return [
    [
      ...along(right, bottom, radius, 0, quarter),
      ...along(x + radius, bottom, radius, quarter, quarter * 2),
      ...along(x + radius, y + radius, radius, quarter * 2, quarter * 3),
      ...along(right, y + radius, radius, quarter * 3, round),
    ],
  ];
}
