/** A number from 0 to 1 for a pair of whole numbers: the same at each run, and like chance to the eye. */
export function hash(x: number, y: number): number {
  let h = Math.imul(x, 374_761_393) + Math.imul(y, 668_265_263);
  h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
}

/** Numbers from 0 to 1, one after the other, the same for a seed at each run. */
export function series(seed: number): () => number {
  let at = 0;
  return () => hash(seed, ++at);
}

const smooth = (t: number) => t * t * (3 - 2 * t);

/** Soft noise: 0 to 1, about one hill in each unit. */
export function noise(x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [smooth(x - column), smooth(y - row)];
  const upper = hash(column, row) * (1 - u) + hash(column + 1, row) * u;
  const lower = hash(column, row + 1) * (1 - u) + hash(column + 1, row + 1) * u;
  return upper * (1 - v) + lower * v;
}

/** Noise with ever finer hills on its hills, as clouds and mountains have it: 0 to 1. */
export function clouds(x: number, y: number, layers: number): number {
  let [sum, weight, total] = [0, 1, 0];
  for (let layer = 0; layer < layers; layer++) {
    sum += noise(x * 2 ** layer + layer * 17.3, y * 2 ** layer + layer * 9.1) * weight;
    total += weight;
    weight /= 2;
  }
  return sum / total;
}

/** From 0 at `from` to 1 at `to`, softly at both ends. */
export function ramp(from: number, to: number, value: number): number {
  return smooth(Math.min(1, Math.max(0, (value - from) / (to - from))));
}
