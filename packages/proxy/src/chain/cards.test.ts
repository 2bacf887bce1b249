import { createSandbox } from '@onfile/sandbox';
import { describe, expect, it } from 'vitest';
import { type CardBook, type CardNotes } from '../index.ts';
import { shop, json, problem } from './shop.case.ts';

describe('GET /cards', () => {
  it('lists the shopper’s cards without the gateway’s token or the customer number', async () => {
    const { send } = shop();
    const answer = await send('GET', '/cards');
    const text = await answer.text();
    expect(JSON.parse(text).cards).toMatchObject([
      { brand: 'visa', last4: '0028', expiry: { year: 2028, month: 11 }, active: true, needCVC: false },
      { brand: 'mastercard', last4: '1030' },
    ]);
    for (const secret of ['0000A11A', 'anna', '412362', 'sandbox.test']) expect(text).not.toContain(secret);
  });

  it('names a card the same way each time, in each process, and otherwise for somebody else', async () => {
    const [first] = await shop().cards();
    const [second] = await shop().cards();
    expect(second.id).toBe(first.id);
    expect(second.assets).toEqual(first.assets);
    const sandbox = createSandbox();
    const [foreign] = await shop({ sandbox }).cards('boris');
    expect(foreign.id).not.toBe(first.id);
  });

  it('counts a card that it could not read', async () => {
    const { sandbox, send } = shop();
    sandbox.fault({ service: 'list', kind: 'malformed-card' });
    expect(await json(await send('GET', '/cards'))).toMatchObject({ dropped: 1, cards: [{ last4: '1030' }] });
  });

  it.each([
    ['malformed-list', 503, 'unavailable'],
    ['html', 503, 'unavailable'],
    ['fault', 503, 'unavailable'],
    ['refuse', 503, 'unavailable'],
    ['rate-limit', 429, 'rate_limited'],
  ] as const)('answers %s with a problem and none of the gateway’s words', async (kind, status, code) => {
    const { sandbox, send } = shop();
    sandbox.fault({ service: 'list', kind });
    const answer = await send('GET', '/cards');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual(problem(status, code));
    expect(text).not.toMatch(/pay-17|nginx|temporarily|gateway\.test|2\/1/);
  });

  it('is for somebody who is signed in', async () => {
    expect(await json(await shop().send('GET', '/cards', undefined, { 'x-session': '' }))).toEqual(
      problem(401, 'unauthenticated'),
    );
  });
});

describe('DELETE /cards/{id}', () => {
  it('removes a card, and again is success', async () => {
    const { send, cards } = shop();
    const [, second] = await cards();
    expect((await send('DELETE', `/cards/${second.id}`)).status).toBe(204);
    expect((await send('DELETE', `/cards/${second.id}`)).status).toBe(204);
    expect(await cards()).toHaveLength(1);
  });

  it('answers the same for another shopper’s card and for none at all', async () => {
    const { send, cards } = shop();
    const [boris] = await cards('boris');
    const foreign = await json(await send('DELETE', `/cards/${boris.id}`));
    const absent = await json(await send('DELETE', '/cards/k1_nothing'));
    expect(foreign).toEqual(problem(404, 'not_found'));
    expect(absent).toEqual(foreign);
    expect(await cards('boris')).toHaveLength(1);
  });
});

/** A merchant's book of notes, in memory. */
function cardBook() {
  const notes: Record<string, CardNotes> = {};
  const heard: unknown[] = [];
  const book: CardBook = {
    notes: () => notes,
    change: (card, change, customer) => {
      heard.push({ card, change, customer: customer.number });
      notes[card] = Object.assign({}, notes[card], change);
    },
    removed: (card) => void heard.push({ removed: card }),
  };
  return { book, notes, heard };
}

describe('PATCH /cards/{id}', () => {
  it('keeps a name and a default in the merchant’s book, under a name that is not the token', async () => {
    const { book, heard } = cardBook();
    const { send, cards } = shop({ options: { cards: book } });
    const [first] = await cards();
    const answer = await send('PATCH', `/cards/${first.id}`, { nickname: ' Groceries ', isDefault: true });
    expect(await json(answer)).toMatchObject({ id: first.id, nickname: 'Groceries', isDefault: true });
    expect((await cards())[0]).toMatchObject({ nickname: 'Groceries', isDefault: true });
    expect(heard).toEqual([
      {
        card: expect.stringMatching(/^[0-9a-f]{32}$/),
        change: { nickname: 'Groceries', isDefault: true },
        customer: 'anna',
      },
    ]);
  });

  it('says that cards can be managed only where there is a book', async () => {
    const without = shop();
    const [first] = await without.cards();
    expect((await json(await without.send('GET', '/cards'))).capabilities.manage).toBe(false);
    expect((await without.send('PATCH', `/cards/${first.id}`, { isDefault: true })).status).toBe(404);
    const withBook = shop({ options: { cards: cardBook().book } });
    expect((await json(await withBook.send('GET', '/cards'))).capabilities.manage).toBe(true);
  });

  it.each(['4111 1111 1111 1111', '4111-1111-1111', 'my ٤١١١١١١١١١١١١١١١', '4.1.1.1.1.1.1.1.1.1.1.1'])(
    'takes no card number for a name: %s',
    async (nickname) => {
      const { book, heard } = cardBook();
      const { send, cards } = shop({ options: { cards: book } });
      const [first] = await cards();
      expect((await send('PATCH', `/cards/${first.id}`, { nickname })).status).toBe(400);
      expect(heard).toEqual([]);
    },
  );

  it('answers the same for another shopper’s card and for none at all', async () => {
    const { send, cards } = shop({ options: { cards: cardBook().book } });
    const [foreign] = await cards('boris');
    for (const id of [foreign.id, 'k1_nothing'])
      expect((await send('PATCH', `/cards/${id}`, { isDefault: true })).status).toBe(404);
  });

  it('shows the cards without notes where the book cannot be read', async () => {
    const { book } = cardBook();
    const broken = { ...book, notes: () => Promise.reject(new RangeError('no database')) };
    const { cards, events } = shop({ options: { cards: broken } });
    expect(await cards()).toHaveLength(2);
    expect(events).toContainEqual({ type: 'cards.notes-failed', error: 'RangeError' });
  });

  it('holds on to a card that the merchant does not let go, and tells of one that went', async () => {
    const { book, notes, heard } = cardBook();
    const { send, cards } = shop({ options: { cards: book } });
    const [first, second] = await cards();
    await send('PATCH', `/cards/${first.id}`, { isDefault: true });
    for (const name of Object.keys(notes)) notes[name] = { removable: false, usedBy: ['Coffee every month'] };
    expect((await cards())[0]).toMatchObject({ removable: false, usedBy: ['Coffee every month'] });
    expect((await send('DELETE', `/cards/${first.id}`)).status).toBe(403);
    expect((await send('DELETE', `/cards/${second.id}`)).status).toBe(204);
    expect(await cards()).toHaveLength(1);
    expect(heard.at(-1)).toEqual({ removed: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });
});
