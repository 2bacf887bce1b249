import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

const live = {
  ASSIST_URL: 'https://pay.example',
  ASSIST_MERCHANT_ID: '1',
  ASSIST_LOGIN: 'me',
  ASSIST_PASSWORD: 'hunter2',
  ASSIST_SECRET: 's',
};

describe('the shop’s environment', () => {
  it('is the sandbox where nothing is said', () => {
    expect(readEnv({})).toEqual({
      mode: 'demo',
      port: 5173,
      store: { type: 'sqlite' },
      limits: false,
      cvcParameter: 'CVC2',
    });
    expect(readEnv({ ONFILE_LIMITS: 'on' })).toMatchObject({ limits: true });
    expect(readEnv({ PORT: '8000' })).toMatchObject({ mode: 'demo', port: 8000 });
  });

  it('is a gateway where everything is said', () => {
    expect(readEnv(live)).toMatchObject({ mode: 'live', url: 'https://pay.example', merchantId: '1' });
  });

  it.each(Object.keys(live))('stops by name where %s is missing, and shows no secret', (name) => {
    const { [name]: _, ...rest } = { ...live } as Record<string, string>;
    expect(() => readEnv(rest)).toThrow(name);
    expect(() => readEnv(rest)).not.toThrow('hunter2');
  });

  it('stops at a port that is none', () => {
    expect(() => readEnv({ PORT: 'web' })).toThrow('PORT must be');
  });

  it.each([
    ['memory', { type: 'memory' }],
    ['sqlite:data/payments.sqlite', { type: 'sqlite', file: 'data/payments.sqlite' }],
    ['postgres://shop:hunter2@db.example/shop', { type: 'postgres', url: 'postgres://shop:hunter2@db.example/shop' }],
    ['postgresql:///shop', { type: 'postgres', url: 'postgresql:///shop' }],
  ])('keeps payments where ONFILE_STORE says: %s', (text, store) => {
    expect(readEnv({ ONFILE_STORE: text })).toMatchObject({ store });
    expect(readEnv({ ...live, ONFILE_STORE: text })).toMatchObject({ mode: 'live', store });
  });

  it.each(['', 'sqlite:', 'redis://shop:hunter2@db', 'postgres:hunter2', 'postgres://shop:hunter2@db:port/x'])(
    'stops at a store that is none, and shows no password: "%s"',
    (text) => {
      expect(() => readEnv({ ONFILE_STORE: text })).toThrow('ONFILE_STORE must be memory, sqlite:');
      expect(() => readEnv({ ONFILE_STORE: text })).not.toThrow('hunter2');
    },
  );

  it('takes security codes in the demo; at a gateway only by a name, from a merchant who has read what follows', () => {
    expect(readEnv({ ONFILE_CVC: 'hosted' })).not.toHaveProperty('cvcParameter');
    expect(readEnv(live)).not.toHaveProperty('cvcParameter');
    const named = { ...live, ASSIST_CVC_PARAMETER: 'CVC2' };
    expect(() => readEnv(named)).toThrow('docs/pci.md');
    expect(readEnv({ ...named, ONFILE_ACCEPTS_PCI_NOTE: 'yes' })).toMatchObject({ cvcParameter: 'CVC2' });
  });
});
