/** A colour as three numbers from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** A card's design: a diagonal ground, a light in it, and what stands on it. */
export interface Design {
  paymentType: string;
  from: Rgb;
  to: Rgb;
  /** A soft light: its colour, centre (0 to 1 of the width, the height) and reach (of the width). */
  glow: { color: Rgb; x: number; y: number; reach: number };
  /** Fine diagonal stripes, in 1/255 of brightness. */
  stripes?: number;
  /** Slow waves across the ground, in 1/255 of brightness. */
  waves?: number;
  /** The payment system's mark, where the issuer's art carries it. */
  mark?: 'visa' | 'circles';
  /** The colour of the issuer's own sign. */
  ink: Rgb;
}

const white: Rgb = [255, 255, 255];

/** The stand-in designs by the id that stands in their address. The first four ids are the documented ones. */
export const designs = {
  aa3dcd69e8e8407fa2a59a1956994610: {
    paymentType: 'VISA',
    from: [22, 24, 30],
    to: [38, 41, 52],
    glow: { color: [110, 116, 138], x: 1, y: 0, reach: 0.9 },
    ink: white,
  },
  fa0ff42cfa9e41b09ae8c2899d61394a: {
    paymentType: 'VISA',
    from: [12, 13, 16],
    to: [32, 34, 42],
    glow: { color: [92, 95, 110], x: 0.94, y: -0.02, reach: 0.62 },
    waves: 5,
    mark: 'visa',
    ink: white,
  },
  'eb50276e-7e28-4cd1-9b95-c8dfbe595db6': {
    paymentType: 'MC',
    from: [255, 138, 60],
    to: [226, 44, 112],
    glow: { color: [255, 224, 130], x: 0.02, y: -0.02, reach: 0.66 },
    waves: 7,
    mark: 'circles',
    ink: white,
  },
  'a7556277-51e9-4ef1-b503-dd8989e7a8bf': {
    paymentType: 'MC',
    from: [255, 138, 60],
    to: [226, 44, 112],
    glow: { color: [255, 224, 130], x: 0, y: 0, reach: 0.8 },
    ink: white,
  },
  'de7ce012-641e-450c-8b4f-a65d78062999': {
    paymentType: 'MC',
    from: [255, 138, 60],
    to: [226, 44, 112],
    glow: { color: [255, 224, 130], x: 0, y: 0, reach: 0.8 },
    ink: white,
  },
  '3789637f-32a1-4810-a138-4bf34501c509': {
    paymentType: 'MC',
    from: [255, 138, 60],
    to: [226, 44, 112],
    glow: { color: [255, 224, 130], x: 0, y: 0, reach: 0.8 },
    ink: white,
  },
  blue: {
    paymentType: 'MIR',
    from: [10, 40, 140],
    to: [14, 104, 216],
    glow: { color: [96, 206, 246], x: 0.78, y: -0.05, reach: 0.62 },
    waves: 6,
    ink: white,
  },
  graphite: {
    paymentType: 'VISA',
    from: [18, 20, 26],
    to: [44, 48, 60],
    glow: { color: [104, 110, 132], x: 0.9, y: 0, reach: 0.6 },
    stripes: 4,
    mark: 'visa',
    ink: white,
  },
  sunset: {
    paymentType: 'MC',
    from: [255, 120, 70],
    to: [214, 40, 118],
    glow: { color: [255, 214, 120], x: 0.05, y: 0, reach: 0.6 },
    waves: 8,
    mark: 'circles',
    ink: white,
  },
  green: {
    paymentType: 'BELKART',
    from: [12, 92, 60],
    to: [26, 148, 84],
    glow: { color: [196, 240, 104], x: 1, y: 1.05, reach: 0.55 },
    waves: 5,
    ink: white,
  },
  paper: {
    paymentType: 'JCB',
    from: [246, 240, 228],
    to: [236, 228, 212],
    glow: { color: [255, 252, 244], x: 0.2, y: 0.1, reach: 0.8 },
    stripes: 9,
    ink: [36, 31, 24],
  },
  lagoon: {
    paymentType: 'HUMO',
    from: [4, 84, 104],
    to: [10, 148, 150],
    glow: { color: [180, 244, 220], x: 0.85, y: 0.05, reach: 0.6 },
    waves: 7,
    ink: white,
  },
} as const satisfies Record<string, Design>;

/** The name of a design. */
export type DesignId = keyof typeof designs;

/** The design with this id, if there is one. */
export function designById(id: string): Design | undefined {
  return Object.entries(designs).find(([known]) => known === id)?.[1];
}
