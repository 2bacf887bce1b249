import type { Deps } from '../deps.ts';
import type { MerchantSettings, NotifySettings } from '../merchant.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import { namesOf, said, sent, unclear } from './answer.ts';

const oneOf =
  (...words: string[]) =>
  (value: unknown) =>
    words.some((word) => word === value);
const isText = (value: unknown) => typeof value === 'string';
const isSpan = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isList = (value: unknown) => Array.isArray(value) && value.every(isText);

/** Ports that the gateway sends to, and any on this machine, where shops are developed (gateway notes, section 6). */
function isNotifyUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, port, hostname } = new URL(value);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return ['', '443', '8443', '80', '8080'].includes(port) || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function isNotify(value: unknown): value is NotifySettings | null {
  if (value === null) return true;
  const names = namesOf(value);
  const operations = names?.get('operations');
  return (
    isNotifyUrl(names?.get('url')) &&
    oneOf('form', 'soap')(names?.get('format')) &&
    oneOf('xml', 'http-200')(names?.get('acknowledgement')) &&
    Array.isArray(operations) &&
    operations.every(oneOf('payment', 'confirmation', 'cancel'))
  );
}

function isName(value: unknown): boolean {
  const names = namesOf(value);
  return isText(names?.get('RU')) && isText(names?.get('EN'));
}

/** What each setting may be. */
const kinds: { readonly [Name in keyof MerchantSettings]: (value: unknown) => boolean } = {
  name: isName,
  cof: isBoolean,
  storedCardCvc: oneOf('by-card', 'always'),
  check: oneOf('md5', 'md5-required', 'signature', 'off'),
  checkDelimiter: oneOf(';', ''),
  notify: isNotify,
  challengeReturnUrl: (value) => value === '' || (isText(value) && /^https?:\/\//.test(String(value))),
  orderLifetimeMs: isSpan,
  decoupledAfterMs: isSpan,
  currency: (value) => isText(value) && /^[A-Z]{3}$/.test(String(value)),
  language: oneOf('RU', 'EN'),
  deniedCustomers: isList,
  acceptDuplicates: isBoolean,
};

const notifyDefaults = { format: 'form', operations: ['payment', 'confirmation', 'cancel'], acknowledgement: 'xml' };

/** A notification's settings with what was left out. */
const completed = (name: string, value: unknown): unknown => {
  const names = name === 'notify' ? namesOf(value) : undefined;
  return names ? { ...notifyDefaults, ...Object.fromEntries(names) } : value;
};

/** Settings with some of them changed; the names that make no sense otherwise. */
export function changeSettings(
  settings: MerchantSettings,
  change: ReadonlyMap<string, unknown>,
): MerchantSettings | { wrong: string[] } {
  const entries = [...change].map(([name, value]) => [name, completed(name, value)] as const);
  const checks = new Map<string, (value: unknown) => boolean>(Object.entries(kinds));
  const wrong = entries.filter(([name, value]) => !checks.get(name)?.(value)).map(([name]) => name);
  return wrong.length ? { wrong } : { ...settings, ...Object.fromEntries(entries) };
}

/** `GET /__sandbox/settings` */
export const showSettings = ({ state }: Deps): Response => said(state.settings);

/** `PATCH /__sandbox/settings`: changes the settings that are named. */
export async function patchSettings(request: GatewayRequest, deps: Deps): Promise<Response> {
  const change = namesOf(await sent(request));
  if (!change) return unclear('Send the settings that change, for example { "cof": false }.');
  const changed = changeSettings(deps.state.settings, change);
  if ('wrong' in changed)
    return unclear(`These make no sense: ${changed.wrong.join(', ')}. There are ${Object.keys(kinds).join(', ')}.`);
  if (changed.check === 'signature' && !deps.signatures)
    return unclear('Signatures want keys: createSandbox({ signatures }), or --sign with the command.');
  deps.state.settings = changed;
  return said(changed);
}
