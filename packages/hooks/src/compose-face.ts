import type { AssetType, CardAsset } from '@onfile/contract';

/** A picture that a browser can draw. Sizes are in pixels, where the gateway gives them. */
export interface Picture {
  url: string;
  width: number | null;
  height: number | null;
  tone?: 'light' | 'dark';
  dominantColor?: string;
  placeholder?: string;
}

/** What a card's face is made of. */
export type Face =
  /** The issuer's whole art. Nothing goes on top of it. */
  | { kind: 'combined'; background: Picture }
  /** The issuer's ground, with the logos that the issuer sends. */
  | { kind: 'layered'; background: Picture; issuerLogo?: Picture; brandLogo?: Picture; coBrandLogo?: Picture }
  /** No ground: a plate in the icon's colour with the issuer's own signs. */
  | { kind: 'signs'; brand: string; icon?: Picture; issuerLogo?: Picture; color?: string }
  /** Nothing that can be drawn: the brand's plate. */
  | { kind: 'plate'; brand: string };

/** The first PNG of the first asset of a kind. A browser never renders the PDFs that the gateway also names. */
function pictureOf(assets: readonly CardAsset[], type: AssetType): Picture | undefined {
  for (const { assetType, assetData, tone, dominantColor, placeholder } of assets) {
    const file = assetType === type ? assetData.find(({ mediaType }) => mediaType === 'image/png') : undefined;
    if (file)
      return {
        url: file.url,
        width: file.width,
        height: file.height,
        ...(tone && { tone }),
        ...(dominantColor && { dominantColor }),
        ...(placeholder && { placeholder }),
      };
  }
  return undefined;
}

function compose(assets: readonly CardAsset[], brand: string): Face {
  const combined = pictureOf(assets, 'CARD_BACKGROUND_COMBINED');
  if (combined) return { kind: 'combined', background: combined };
  const background = pictureOf(assets, 'CARD_BACKGROUND');
  const issuerLogo = pictureOf(assets, 'ISSUER_LOGO');
  const brandLogo = pictureOf(assets, 'BRAND_LOGO');
  const coBrandLogo = pictureOf(assets, 'CO_BRAND_LOGO');
  if (background)
    return {
      kind: 'layered',
      background,
      ...(issuerLogo && { issuerLogo }),
      ...(brandLogo && { brandLogo }),
      ...(coBrandLogo && { coBrandLogo }),
    };
  const icon = pictureOf(assets, 'ICON');
  if (!icon && !issuerLogo) return { kind: 'plate', brand };
  const color = icon?.dominantColor;
  return { kind: 'signs', brand, ...(icon && { icon }), ...(issuerLogo && { issuerLogo }), ...(color && { color }) };
}

/** Faces of the lists that were composed already: a refetch that brings the same cards brings the same lists. */
const composed = new WeakMap<readonly CardAsset[], Face>();

/**
 * Chooses from a card's assets what to draw, by the rules of the kit: issuer art is never stamped with a mark of ours. `brand`: whose
 * plate is drawn where there is none.
 */
export function composeFace(assets: readonly CardAsset[], brand: string): Face {
  const known = composed.get(assets);
  // One empty list may be that of many cards.
  if (known && (!('brand' in known) || known.brand === brand)) return known;
  const face = compose(assets, brand);
  composed.set(assets, face);
  return face;
}
