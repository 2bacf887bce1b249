import { type CardAsset } from '@onfile/contract';
import { createSandbox } from '@onfile/sandbox';
import { describe, expect, it } from 'vitest';
import { passThroughArt, type ArtAnswer, type ArtPort } from '../index.ts';
import { createSealer } from '../seal.ts';
import { ready, sealKeys, shop } from './shop.case.ts';

describe('GET /art/{ref}', () => {
  it('brings a picture, kept for good', async () => {
    const { send, visa } = await ready();
    const path = visa.assets[0].assetData[0].url.replace('/onfile/v1', '');
    const answer = await send('GET', path, undefined, { 'x-session': '' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const etag = answer.headers.get('etag') ?? '';
    expect((await send('GET', path, undefined, { 'if-none-match': etag })).status).toBe(304);
  });

  it('cannot be told an address', async () => {
    const { send, visa } = await ready();
    for (const ref of ['https%3A%2F%2Fart.sandbox.test%2Fx.png', visa.id, `${visa.id}x`, 'k1_', ''])
      expect((await send('GET', `/art/${ref}`)).status).toBe(404);
  });

  it.each([
    ['another host', 'https://evil.test/a.png'],
    ['plain http', 'http://art.test/a.png'],
    ['another port', 'https://art.test:8443/a.png'],
    ['a user', 'https://user@art.test/a.png'],
    ['a longer name', 'https://art.test.evil.test/a.png'],
  ])('does not go to %s', async (_, url) => {
    const asked: string[] = [];
    const art = passThroughArt({
      hosts: ['art.test'],
      fetch: async (request) => {
        asked.push(request.url);
        return new Response();
      },
    });
    expect(await art.picture(new URL(url))).toBeNull();
    expect(asked).toEqual([]);
    await art.picture(new URL('https://art.test/a.png'));
    expect(asked).toEqual(['https://art.test/a.png']);
  });

  it('passes PNG and nothing else, whatever it is called', async () => {
    const png = new Uint8Array(
      await (await createSandbox().art(new Request('https://a.test/B5/MIR/icon/w100_h100.png'))).arrayBuffer(),
    );
    const huge = png.slice();
    new DataView(huge.buffer).setUint32(16, 30_000);
    const fetched = (body: BodyInit | null, init: ResponseInit = {}) =>
      passThroughArt({ hosts: ['art.test'], maxBytes: 50_000, fetch: async () => new Response(body, init) }).picture(
        new URL('https://art.test/a.png'),
      );
    expect(await fetched(png)).toMatchObject({ type: 'image/png' });
    expect(
      await fetched('<svg xmlns="http://www.w3.org/2000/svg"/>', { headers: { 'content-type': 'image/png' } }),
    ).toBeNull();
    expect(await fetched(new Uint8Array(60_000))).toBeNull();
    expect(await fetched(huge)).toBeNull();
    expect(await fetched(png, { status: 404 })).toBeNull();
    expect(await fetched(null, { status: 302, headers: { location: 'https://evil.test/' } })).toBeNull();
  });
});

describe('an art service', () => {
  const facts = {
    width: 1536,
    height: 969,
    tone: 'light',
    dominantColor: '#14264b',
    placeholder: 'JAoHHIifh3eseHh3',
  } as const;
  const answer = (type: string, text: string): ArtAnswer => ({
    type,
    bytes: new TextEncoder().encode(text),
    etag: `"${text}"`,
  });

  /** A service that knows the Mastercard's picture, has never heard of the others, and cannot open icons. */
  function served() {
    const wishes: unknown[] = [];
    const art: ArtPort = {
      allows: () => true,
      describe: ({ url, mediaType, width, height }) => {
        if (url.pathname.endsWith('w100_h100.png')) return null;
        if (mediaType.endsWith('pdf')) return { mediaType: 'image/png', width: null, height: null };
        return url.pathname.includes('/MC/') ? { mediaType, ...facts, facts } : { mediaType, width, height };
      },
      picture: async (_, wish) => {
        wishes.push(wish);
        return answer('image/avif', 'a picture');
      },
      text: async () => answer('text/plain; charset=utf-8', 'the terms'),
    };
    return { ...shop({ options: { art } }), wishes };
  }

  const pathOf = (asset: { assetData: [{ url: string }] }) => asset.assetData[0].url.replace('/onfile/v1', '');

  it('adds to the list what it knows; PDF is named as what it will be, and what cannot be shown is left out', async () => {
    const [visa, mastercard] = await served().cards();
    const types = (card: { assets: { assetType: string }[] }) => card.assets.map(({ assetType }) => assetType);
    expect(types(visa)).toEqual(['CARD_BACKGROUND']);
    expect(visa.assets[0]).not.toHaveProperty('tone');
    expect(visa.assets[0].assetData[0]).toMatchObject({ mediaType: 'image/png', width: 1536, height: 969 });
    const [, ...others] = types(mastercard);
    expect(others).not.toContain('ICON');
    const known = mastercard.assets.find((asset: CardAsset) => asset.assetType === 'CARD_BACKGROUND_COMBINED');
    expect(known).toMatchObject({ tone: 'light', dominantColor: '#14264b', placeholder: 'JAoHHIifh3eseHh3' });
    const logo = mastercard.assets.find((asset: CardAsset) => asset.assetType === 'BRAND_LOGO');
    expect(logo.assetData).toMatchObject([{ mediaType: 'image/png', width: null, height: null }]);
  });

  it('is told the wished width and the formats that the browser takes', async () => {
    const { send, cards, wishes } = served();
    const [visa] = await cards();
    const path = pathOf(visa.assets[0]);
    const got = await send('GET', `${path}?w=136`, undefined, { accept: 'image/avif,*/*' });
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'image/avif',
      'content-disposition': 'inline; filename="card.avif"',
      'cache-control': 'public, max-age=31536000, immutable',
      etag: '"a picture"',
      vary: 'Accept',
    });
    for (const wrong of ['', '?w=', '?w=-1', '?w=1e9', '?w=136px', '?w=1234567']) await send('GET', path + wrong);
    expect(wishes).toEqual([{ width: 136, accept: 'image/avif,*/*' }, {}, {}, {}, {}, {}, {}]);
  });

  it.each(['"a picture"', 'W/"a picture"', '"other", "a picture"'])('has not changed for who has %s', async (etag) => {
    const { send, cards } = served();
    const [visa] = await cards();
    const got = await send('GET', pathOf(visa.assets[0]), undefined, { 'if-none-match': etag });
    expect([got.status, await got.text(), got.headers.get('vary')]).toEqual([304, '', 'Accept']);
  });

  it('serves terms as text, under references that are good for nothing else', async () => {
    const { send, cards } = served();
    const [visa] = await cards();
    const sealer = createSealer(sealKeys);
    const terms = await sealer.seal('terms', '', 'https://art.sandbox.test/terms.html');
    const got = await send('GET', `/art/${terms}`);
    expect([got.headers.get('content-type'), await got.text()]).toEqual(['text/plain; charset=utf-8', 'the terms']);
    expect(got.headers.get('content-disposition')).toBe('inline; filename="terms.txt"');
    const picture = await send('GET', pathOf(visa.assets[0]));
    expect(picture.headers.get('content-type')).toBe('image/avif');
  });
});
