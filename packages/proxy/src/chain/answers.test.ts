import { describe, expect, it } from 'vitest';
import { shop, ready } from './shop.case.ts';

describe('every answer', () => {
  it('carries the same guards, good or bad', async () => {
    const { send } = shop();
    for (const answer of [
      await send('GET', '/cards'),
      await send('GET', '/nowhere'),
      await send('POST', '/intents', {}),
    ]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('and every event is free of tokens, customer numbers and credentials', async () => {
    const { confirm, intent, visa, events, sandbox, send } = await ready();
    sandbox.fault({ service: 'list', kind: 'fault', times: 1 });
    const text = await (await send('GET', '/cards')).text();
    const paid = await (await confirm(intent, visa.id)).text();
    const told = JSON.stringify(events) + text + paid;
    for (const secret of ['0000A11A', 'anna', 'LOGIN', 'PASSWORD', 's3cr3t', 'pay-17'])
      expect(told).not.toContain(secret);
  });
});
