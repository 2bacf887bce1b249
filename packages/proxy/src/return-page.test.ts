import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { paying, right, type shop } from './challenge-shop.case.ts';

describe('the return page', () => {
  const get = (proxy: ReturnType<typeof shop>['proxy'], path: string, dest?: string) =>
    proxy(new Request(`https://shop.test/onfile/v1${path}`, { headers: dest ? { 'sec-fetch-dest': dest } : {} }));

  it('in a frame: exact headers, one script that is allowed by its hash, the same whoever asks', async () => {
    const { proxy, opened } = await paying('0003');
    const page = await get(proxy, `/return?intent=${opened.id}`, 'iframe');
    const html = await page.text();
    const script = /<script>(.*)<\/script>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page.status).toBe(200);
    expect(Object.fromEntries(page.headers)).toEqual({
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'Origin',
    });
    expect(await (await get(proxy, '/return?intent=nothing', 'iframe')).text()).toBe(html);
    expect(await (await get(proxy, '/return', 'iframe')).text()).toBe(html);
  });

  it('at the top goes on to the shop’s page, by the order only with the bill that waits', async () => {
    const { proxy, first, bank } = await paying('0003');
    const back = new URL((await bank(first.action, right)).headers.get('location') ?? '');
    const known = await get(proxy, `/return${back.search}`, 'document');
    expect([known.status, known.headers.get('location')]).toEqual([303, 'https://shop.test/orders/2341?a="&b']);
    for (const guessed of [
      '/return?ordernumber=2341',
      '/return?ordernumber=2341&billnumber=5000000000000001',
      '/return',
    ])
      expect((await get(proxy, guessed, 'document')).status).toBe(404);
  });

  it('where a browser does not say what it loads into, finds out, and escapes what it goes on to', async () => {
    const { proxy, opened } = await paying('0003');
    const html = await (await get(proxy, `/return?intent=${opened.id}`)).text();
    expect(html).toContain('data-next="https://shop.test/orders/2341?a=&quot;&amp;b"');
  });

  it.each(['?result=paid', '?cres=eyJ0cmFuc1N0YXR1cyI6IlkifQ', '?orderstate=Approved&responsecode=AS000'])(
    'believes nothing that the address says: %s',
    async (words) => {
      const { proxy, opened, read, sandbox } = await paying('0003');
      await get(proxy, `/return${words}&intent=${opened.id}`, 'iframe');
      expect(await read()).toMatchObject({ status: 'challenge' });
      expect(sandbox.ledger).toEqual([]);
    },
  );
});
