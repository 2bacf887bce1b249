import * as v from 'valibot';

/**
 * Where the shop pays: a gateway of its own words, or the sandbox that it starts itself. `cvcParameter` is what the gateway calls a
 * security code; without it the payment page asks for the code of a card. `limits`: the demo too counts how often somebody tries.
 */
export type ShopEnv = { port: number; store: StoreChoice; cvcParameter?: string } & (
  | { mode: 'demo'; limits: boolean }
  | { mode: 'live'; url: string; merchantId: string; login: string; password: string; secret: string }
);

/** Where the payment record is kept. Without a file: in the shop's folder. */
export type StoreChoice = { type: 'memory' } | { type: 'sqlite'; file?: string } | { type: 'postgres'; url: string };

const filled = v.pipe(v.string(), v.trim(), v.minLength(1));
const Live = v.object({
  ASSIST_URL: v.pipe(filled, v.url()),
  ASSIST_MERCHANT_ID: filled,
  ASSIST_LOGIN: filled,
  ASSIST_PASSWORD: filled,
  ASSIST_SECRET: filled,
});
const Port = v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_533)), '5173');

/** @throws without the value: it may hold a password. */
function readStore(text: string | undefined): StoreChoice {
  if (text === undefined) return { type: 'sqlite' };
  if (text === 'memory') return { type: 'memory' };
  const file = /^sqlite:(.+)$/.exec(text)?.[1];
  if (file) return { type: 'sqlite', file };
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return { type: 'postgres', url: text };
  throw new Error(
    'ONFILE_STORE must be memory, sqlite:<file> or postgres://<user>:<password>@<host>/<database>. Leave it out for SQLite in the shop’s own folder.',
  );
}

/**
 * What the gateway calls a code, where the field for it is wanted: in the demo by default, at a real gateway only by a merchant who says
 * the name and has read what follows from it.
 *
 * @throws where a name is given and the note is not accepted
 */
function readCvc(env: Readonly<Record<string, string | undefined>>, mode: ShopEnv['mode']): { cvcParameter?: string } {
  if (env['ONFILE_CVC'] === 'hosted') return {};
  if (mode === 'demo') return { cvcParameter: 'CVC2' };
  const name = env['ASSIST_CVC_PARAMETER'];
  if (!name) return {};
  if (env['ONFILE_ACCEPTS_PCI_NOTE'] !== 'yes')
    throw new Error(
      'ASSIST_CVC_PARAMETER makes security codes pass through this server. Read docs/pci.md, then set ONFILE_ACCEPTS_PCI_NOTE=yes.',
    );
  return { cvcParameter: name };
}

/**
 * Reads the environment once, at the start. With any of `ASSIST_…` set, all must be: the shop then talks to that gateway.
 *
 * @throws naming what is missing or wrong; no value is ever in the message.
 */
export function readEnv(env: Readonly<Record<string, string | undefined>>): ShopEnv {
  const port = v.safeParse(Port, env['PORT']);
  if (!port.success) throw new Error('PORT must be a port number. Leave it out for 5173.');
  const store = readStore(env['ONFILE_STORE']);
  const names = Object.keys(Live.entries);
  if (names.every((name) => env[name] === undefined)) {
    const limits = env['ONFILE_LIMITS'] === 'on';
    return { mode: 'demo', port: port.output, store, limits, ...readCvc(env, 'demo') };
  }
  const live = v.safeParse(Live, env);
  if (!live.success) {
    const wrong = [...new Set(live.issues.map((issue) => v.getDotPath(issue) ?? ''))];
    throw new Error(
      `${wrong.join(', ')} must be set to point the shop at a gateway. Unset all of ${names.join(', ')} for the sandbox.`,
    );
  }
  const {
    ASSIST_URL: url,
    ASSIST_MERCHANT_ID: merchantId,
    ASSIST_LOGIN: login,
    ASSIST_PASSWORD: password,
    ASSIST_SECRET: secret,
  } = live.output;
  const cvc = readCvc(env, 'live');
  return { mode: 'live', port: port.output, store, ...cvc, url, merchantId, login, password, secret };
}
