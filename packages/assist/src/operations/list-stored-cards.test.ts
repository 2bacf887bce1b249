import { describe, expect, it } from 'vitest';
import { cardArt, cardList, token } from '../documented.case.ts';
import { faultShapes, gatewaySaying } from '../gateway.case.ts';

const list = (answer: Parameters<typeof gatewaySaying>[0]) =>
  gatewaySaying(answer).assist.listStoredCards({ customer: 'cust-42' });

describe('list-stored-cards, on the wire', () => {
  it('asks as section 1.1 prints it', async () => {
    const { assist, sent } = gatewaySaying([]);
    await assist.listStoredCards({ customer: 'cust-42', language: 'EN' });
    expect(sent).toMatchObject([{ path: '/pay/oneclick/v1/token.cfm', type: 'application/json; charset=utf-8' }]);
    expect(sent[0]?.fields).toEqual({
      merchant: { merchant_id: '452739', login: 'LOGIN', password: 'PASSWORD' },
      customernumber: 'cust-42',
      language: 'EN',
    });
  });

  it('reads the documented answer', async () => {
    expect(await list(cardList())).toEqual({
      dropped: 0,
      cards: [
        {
          token,
          bin: '412362',
          brand: 'visa',
          bank: '',
          last4: '0028',
          expiry: { month: 12, year: 2027 },
          active: true,
          needCVC: false,
          assets: [cardArt],
        },
        expect.objectContaining({ brand: 'mastercard', last4: '4128', needCVC: true, assets: [] }),
      ],
    });
  });

  it.each([[[]], [null], [''], [undefined]])('reads assets %j as none', async (assets) => {
    const [card] = cardList();
    expect((await list([{ ...card, assets }])).cards).toMatchObject([{ last4: '0028', assets: [] }]);
  });

  it('reads one card, one asset and one file that are no lists', async () => {
    const [card] = cardList();
    const [asset] = card?.assets ?? [];
    const alone = { ...card, assets: { ...asset, assetData: asset?.assetData[0] } };
    expect(await list(alone)).toEqual(await list([card]));
  });

  it.each([[{}], [{ cards: cardList() }], [{ ...cardList()[0], token: 'x' }], ['"text"'], ['7']])(
    'is no list: %j',
    async (answer) => {
      await expect(list(answer)).rejects.toMatchObject({ name: 'AssistMalformed' });
    },
  );

  it.each(['constructor', 'toString', '__proto__', 'Diners', '', null, undefined])(
    'knows no brand %j',
    async (brand) => {
      const [card] = cardList();
      expect((await list([{ ...card, brand }])).cards).toMatchObject([{ brand: 'unknown' }]);
    },
  );

  it.each([
    ['plain http', 'http://assets.example.test/a.png'],
    ['a login', 'https://a:b@assets.example.test/a.png'],
    ['no host', 'https:/a.png'],
    ['a script', 'javascript:alert(1)'],
    ['a length over 2048', `https://assets.example.test/${'x'.repeat(2048)}`],
  ])('drops a picture whose address has %s, and keeps the card', async (_, url) => {
    const [card] = cardList();
    const file = { url, mediaType: 'image/png', width: 1, height: 1 };
    const assets = [{ assetType: 'ICON', assetData: [file, { ...file, url: 'https://assets.example.test/b.png' }] }];
    expect((await list([{ ...card, assets }])).cards[0]?.assets).toMatchObject([
      { assetData: [{ url: 'https://assets.example.test/b.png' }] },
    ]);
  });

  it.each([
    ['Image/PNG; q=1', ['image/png']],
    [' text/html;charset=UTF-8', ['text/html']],
    ['image/png\u202Egnp', []],
    ['anna@example.test says hello', []],
    [`image/${'x'.repeat(64)}y`, []],
    ['', []],
    [7, []],
  ])('takes the media type %j as %j, and never as text', async (mediaType, expected) => {
    const [card] = cardList();
    const file = { url: 'https://assets.example.test/a.png', mediaType, width: 1, height: 1 };
    const { cards } = await list([{ ...card, assets: [{ assetType: 'ICON', assetData: [file] }] }]);
    expect(cards[0]?.assets[0]?.assetData.map((one) => one.mediaType)).toEqual(expected);
  });

  it('reads no more than 256 KiB, however good it is', async () => {
    const [card] = cardList();
    const long = (size: number) => [
      { ...card, assets: [{ assetType: 'ICON', assetData: [], altText: 'x'.repeat(size) }] },
    ];
    expect((await list(long(250 * 1024))).cards).toHaveLength(1);
    await expect(list(long(256 * 1024))).rejects.toThrow('longer than');
  });

  it('keeps a token once: two cards of one name could not be told apart', async () => {
    const [card] = cardList();
    const again = { ...card, token: token.toLowerCase(), active: false };
    expect(await list([card, again])).toMatchObject({ cards: [{ token, active: true }], dropped: 1 });
  });

  it.each([
    ['', 'customer'],
    ['x'.repeat(33), 'customer'],
    ['два слова', 'customer'],
    ['a b', 'customer'],
  ])('does not ask about the customer %j', async (customer, field) => {
    const { assist, sent } = gatewaySaying([]);
    await expect(assist.listStoredCards({ customer })).rejects.toMatchObject({ name: 'AssistInvalid', field });
    expect(sent).toEqual([]);
  });

  it.each(Object.entries(faultShapes))('tells both codes of a fault as %s', async (_, shape) => {
    await expect(list(() => shape(10, 202))).rejects.toMatchObject({
      name: 'AssistFault',
      first: 10,
      second: 202,
      kind: 'object-missing',
    });
  });
});
