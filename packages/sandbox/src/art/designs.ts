import { aurora } from './faces/aurora.ts';
import { citrus } from './faces/citrus.ts';
import { fern } from './faces/fern.ts';
import { graphite } from './faces/graphite.ts';
import { kora } from './faces/kora.ts';
import { lagoon } from './faces/lagoon.ts';
import { marmo } from './faces/marmo.ts';
import { mosaic } from './faces/mosaic.ts';
import { nocturne } from './faces/nocturne.ts';
import { onyx } from './faces/onyx.ts';
import { paper } from './faces/paper.ts';
import { pearl } from './faces/pearl.ts';
import { ridge } from './faces/ridge.ts';
import { vertex } from './faces/vertex.ts';
import { type ArtFile, face, giant, iconFile, logoFile, pdf, slow, torn } from './files.ts';
import { circlesPdf, logoPdf, wordPdf } from './logos.ts';

/** What a file is on a card, in the gateway's words (gateway notes, section 11). */
type AssetType =
  | 'BRAND_LOGO'
  | 'ISSUER_LOGO'
  | 'CO_BRAND_LOGO'
  | 'CARD_BACKGROUND_COMBINED'
  | 'CARD_BACKGROUND'
  | 'ICON';

/** The look of one issuer's card. None of the issuers exists. */
export interface Design {
  /** The gateway's word for the payment system, which is also a folder of the address. */
  paymentType: string;
  /** Its files, in the order in which the card list names them. */
  files: readonly DesignFile[];
}

/** A file of a design. */
export interface DesignFile {
  type: AssetType;
  /** The folder that the file stands in; the design's own name where there is none. Documented files have documented ones. */
  id?: string;
  file: ArtFile;
}

const of = (type: AssetType, file: ArtFile, id?: string): DesignFile => ({ type, file, ...(id && { id }) });

/** The stand-in designs. The first two are the documented cards': their files stand in the documented places. */
export const designs = {
  onyx: {
    paymentType: 'VISA',
    files: [
      of('ICON', iconFile('polar', '#2b2e3a', '#0d0e12'), 'aa3dcd69e8e8407fa2a59a1956994610'),
      of('CARD_BACKGROUND', face(onyx), 'fa0ff42cfa9e41b09ae8c2899d61394a'),
    ],
  },
  kora: {
    paymentType: 'MC',
    files: [
      of('BRAND_LOGO', pdf('image/pdf', circlesPdf), '3789637f-32a1-4810-a138-4bf34501c509'),
      of('ICON', iconFile('kora', '#ffa04d', '#d62f78'), 'a7556277-51e9-4ef1-b503-dd8989e7a8bf'),
      of('CARD_BACKGROUND_COMBINED', face(kora), 'eb50276e-7e28-4cd1-9b95-c8dfbe595db6'),
      of('ISSUER_LOGO', logoFile('kora', 'koraBank', 160.85, '#ffffff'), 'de7ce012-641e-450c-8b4f-a65d78062999'),
    ],
  },
  aurora: {
    paymentType: 'MIR',
    files: [
      of('CARD_BACKGROUND', face(aurora)),
      of('ISSUER_LOGO', logoFile('aurora', 'aurora', 150, '#ffffff')),
      of(
        'BRAND_LOGO',
        pdf('application/pdf', () => wordPdf('mir', '#ffffff')),
      ),
      of('CO_BRAND_LOGO', logoFile('polar', 'polar', 120, '#ffffff'), 'aurora-polar'),
    ],
  },
  graphite: {
    paymentType: 'VISA',
    files: [of('ICON', iconFile('vertex', '#4b5162', '#14161c')), of('CARD_BACKGROUND', face(graphite))],
  },
  mosaic: {
    paymentType: 'MC',
    files: [
      of('BRAND_LOGO', pdf('image/pdf', circlesPdf)),
      of('ICON', iconFile('mosaic', '#fff7ea', '#f3e3cc', '#2e3440')),
      of('CARD_BACKGROUND_COMBINED', face(mosaic)),
    ],
  },
  fern: {
    paymentType: 'BELKART',
    files: [of('CARD_BACKGROUND', face(fern)), of('ISSUER_LOGO', logoFile('fern', 'fern', 150, '#eafbd0'))],
  },
  paper: { paymentType: 'JCB', files: [of('CARD_BACKGROUND', face(paper))] },
  lagoon: { paymentType: 'HUMO', files: [of('CARD_BACKGROUND', face(lagoon))] },
  saffron: { paymentType: 'UZCARD', files: [of('ICON', iconFile('saffron', '#8e3fc7', '#4a1d86', '#ffd27a'))] },
  troy: {
    paymentType: 'TROY',
    files: [
      of(
        'BRAND_LOGO',
        pdf('image/pdf', () => wordPdf('troy', '#ffffff')),
      ),
    ],
  },
  ridge: { paymentType: 'VISA', files: [of('CARD_BACKGROUND_COMBINED', face(ridge))] },
  nocturne: {
    paymentType: 'MC',
    files: [
      of('ICON', iconFile('nocturne', '#3a2a52', '#120f26', '#fff1dc')),
      of('CARD_BACKGROUND_COMBINED', face(nocturne)),
    ],
  },
  pearl: { paymentType: 'VISA', files: [of('CARD_BACKGROUND', face(pearl))] },
  citrus: { paymentType: 'MIR', files: [of('CARD_BACKGROUND_COMBINED', face(citrus))] },
  marmo: {
    paymentType: 'VISA',
    files: [
      of('CARD_BACKGROUND', face(marmo)),
      of(
        'ISSUER_LOGO',
        pdf('image/pdf', () => logoPdf('marmo', 'marmo', 120, '#3a352c')),
        'marmo-sign',
      ),
      of(
        'BRAND_LOGO',
        pdf('application/pdf', () => wordPdf('visa', '#3a352c')),
        'marmo-brand',
      ),
    ],
  },
  vertex: { paymentType: 'MC', files: [of('CARD_BACKGROUND_COMBINED', face(vertex, 'upright'))] },
  icon: { paymentType: 'MIR', files: [of('ICON', iconFile('citrus', '#ffd23f', '#ff8a1f', '#14532d'))] },
  torn: { paymentType: 'VISA', files: [of('CARD_BACKGROUND', torn(graphite))] },
  slow: { paymentType: 'MC', files: [of('CARD_BACKGROUND_COMBINED', slow(kora))] },
  giant: { paymentType: 'VISA', files: [of('CARD_BACKGROUND', giant('#1b2a6b', '#37c2b1'))] },
} as const satisfies Record<string, Design>;

/** The name of a design. */
export type DesignName = keyof typeof designs;

/** Where a file stands on its host: the folders of the gateway's samples, and its size in its name. */
export function pathOf(design: DesignName, { id = design, file: { width, height } }: DesignFile): string {
  const isPdf = width === null;
  // PDFs stand in the samples' test folder, pictures in their productive one.
  return `/${isPdf ? 'A' : 'B'}5/${designs[design].paymentType}/${id}/w${width ?? 0}_h${height ?? 0}.${isPdf ? 'pdf' : 'png'}`;
}
