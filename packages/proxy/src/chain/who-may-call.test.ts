import { describe, expect, it } from 'vitest';
import { shop } from './shop.case.ts';

describe('who may call', () => {
  it.each([
    [{ origin: 'https://shop.test' }, true],
    [{ origin: '', 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'https://evil.test' }, false],
    [{ origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'https://sub.shop.test', 'sec-fetch-site': 'same-site' }, false],
    [{ origin: 'null' }, false],
    [{ origin: '', 'sec-fetch-site': 'none' }, false],
  ])('a removal from %j passes: %s', async (headers, passes) => {
    const { send, cards } = shop();
    const [card] = await cards();
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value));
    const answer = await send('DELETE', `/cards/${card.id}`, undefined, {
      ...given,
      ...(headers.origin === '' && { origin: '' }),
    });
    expect(answer.status).toBe(passes ? 204 : 403);
    expect(await cards()).toHaveLength(passes ? 1 : 2);
  });
});
