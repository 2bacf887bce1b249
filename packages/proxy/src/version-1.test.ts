import { describe, expect, it } from 'vitest';
import { paying, right, type shop } from './challenge-shop.case.ts';
import { createMemoryStore, type Store } from './index.ts';

describe('version 1', () => {
  const post = (proxy: ReturnType<typeof shop>['proxy'], url: string, fields: Record<string, string>) =>
    proxy(
      new Request(url, { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-dest': 'iframe' } }),
    );

  it('comes back with what only the gateway can read, tells it once, and reads the truth', async () => {
    const { first, bank, proxy, read, count, sandbox, opened } = await paying('0009');
    const { PaReq, MD, TermUrl } = first.action.fields;
    expect([PaReq, MD].every(Boolean)).toBe(true);
    expect(TermUrl).toBe(`https://shop.test/onfile/v1/return?intent=${opened.id}`);
    const handover = await (await bank(first.action, right)).text();
    const PaRes = /name="PaRes" value="([^"]*)"/.exec(handover)?.[1] ?? '';
    const backs = await Promise.all([post(proxy, TermUrl, { PaRes, MD }), post(proxy, TermUrl, { PaRes, MD })]);
    for (const back of backs) expect(back.status).toBe(200);
    expect(await read()).toMatchObject({ status: 'paid' });
    expect(count('ws3dsec.cfm')).toBe(1);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('is told to the gateway also where the page was come back to too often', async () => {
    const { first, bank, proxy, read, count } = await paying('0009');
    const { MD, TermUrl } = first.action.fields;
    await Promise.all(Array.from({ length: 40 }, () => proxy(new Request(TermUrl))));
    const handover = await (await bank(first.action, right)).text();
    const PaRes = /name="PaRes" value="([^"]*)"/.exec(handover)?.[1] ?? '';
    await post(proxy, TermUrl, { PaRes, MD });
    expect(count('ws3dsec.cfm')).toBe(1);
    expect(await read()).toMatchObject({ status: 'paid' });
  });

  it('a PaRes that comes late is not taken for that of another attempt', async () => {
    const honest = createMemoryStore();
    let overtake = async () => {};
    const store: Store = {
      ...honest,
      get: async (id) => {
        const seen = await honest.get(id);
        await overtake();
        return seen;
      },
    };
    const { first, proxy, count, opened } = await paying('0009', { store });
    const { MD, TermUrl } = first.action.fields;
    // Between the reading of the form and the step, the attempt ends and another one has come to its own question.
    overtake = async () => {
      overtake = async () => {};
      const seen = await honest.get(opened.id);
      const [one] = seen?.attempts ?? [];
      if (!seen || !one?.challenge) throw new Error('There is no question.');
      const two = { ...one, key: 'key-0123456789-2', challenge: { ...one.challenge, bill: '5161957242913224.1' } };
      await honest.advance({ ...seen, attempts: [{ ...one, end: 'declined' }, two] });
    };
    await post(proxy, TermUrl, { PaRes: 'cGFpZA', MD });
    expect(count('ws3dsec.cfm')).toBe(0);
    const record = await honest.get(opened.id);
    expect(record?.attempts.at(-1)?.challenge).toMatchObject({ bill: '5161957242913224.1' });
    expect(record?.attempts.at(-1)?.challenge).not.toHaveProperty('continuedAt');
  });

  it('believes no PaRes, and hears none that is not about the bill', async () => {
    const { first, proxy, read, count, sandbox } = await paying('0009');
    const { MD, TermUrl } = first.action.fields;
    await post(proxy, TermUrl, { PaRes: 'cGFpZA', MD: '1' });
    expect(count('ws3dsec.cfm')).toBe(0);
    expect(await read()).toMatchObject({ status: 'challenge' });
    await post(proxy, TermUrl, { PaRes: 'cGFpZA', MD });
    expect(count('ws3dsec.cfm')).toBe(1);
    expect((await read()).status).not.toBe('paid');
    expect(sandbox.ledger).toEqual([]);
  });
});
