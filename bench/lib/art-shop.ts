import { createArtService, createDiskCache } from '@onfile/art';
import { createAssistClient, fetchTransport } from '@onfile/assist';
import type { SavedCard } from '@onfile/contract';
import { createMemoryStore, createMerchantProxy } from '@onfile/proxy';
import { createSandbox, merchant } from '@onfile/sandbox';
import { composeFace } from '../../packages/hooks/src/compose-face.ts';

/** As Chrome asks for pictures. */
export const accept = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';
/** What a row asks for at two pixels to a CSS pixel: its art is 58 to 68 CSS pixels wide on a phone. */
export const phoneWidth = 136;
/** Where the sandbox's art is. */
export const artHost = 'https://art.sandbox.test';

/** The gateway's client of a sandbox. */
export const clientOf = (sandbox: ReturnType<typeof createSandbox>) =>
  createAssistClient({
    baseUrl: 'https://gateway.test',
    merchantId: merchant.id,
    credentials: () => merchant,
    checkSecret: merchant.secret,
    transport: fetchTransport(sandbox),
  });

/** vera's shop, in process, with its pictures kept in a folder. */
export function openShop(folder: string) {
  const sandbox = createSandbox();
  const art = createArtService({
    hosts: [new URL(artHost).hostname],
    fetch: sandbox.art,
    cache: createDiskCache({ folder }),
  });
  const proxy = createMerchantProxy({
    assist: clientOf(sandbox),
    store: createMemoryStore(),
    customer: () => ({ number: 'vera' }),
    orders: { find: () => null },
    art,
    sealKeys: [{ id: 'k1', key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }],
    origins: ['https://shop.test'],
    publicUrl: 'https://shop.test/onfile/v1',
    limits: false,
    returnTo: () => 'https://shop.test/',
  });
  const ask = (path: string) =>
    proxy(new Request(`https://shop.test${path}`, { headers: { accept, origin: 'https://shop.test' } }));
  return { sandbox, art, proxy, ask };
}

/** Every picture that the rows of these cards draw, once: a ground, else a sign. */
export function rowPictures(cards: readonly SavedCard[]): string[] {
  const urls = cards.flatMap(({ assets, brand }) => {
    const face = composeFace(assets, brand);
    const picture = 'background' in face ? face.background : face.kind === 'signs' && (face.icon ?? face.issuerLogo);
    return picture ? [picture.url] : [];
  });
  return [...new Set(urls)];
}
