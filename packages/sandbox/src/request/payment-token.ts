import { absent, malformed, missing, wrongValue } from '../wire/fault.ts';
import type { Fields } from '../wire/read-request.ts';

/** What a token pays with: a card on file, or a phone's wallet. */
export type PaymentToken =
  | { type: 'card'; token: string; customer: string; code: string | undefined }
  | { type: 'wallet'; wallet: string };

/** Token types beside 5, and what a wallet is called on the bill (gateway notes, section 3.2). */
const wallets: Readonly<Record<string, string>> = { 1: 'Apple Pay', 2: 'Google Pay', 3: 'Samsung Pay', 6: 'Mir Pay' };

/** Names that a wallet's token is known to have one of. The sandbox cannot read what is in it, and does not try. */
const walletNames = ['data', 'paymentdata', 'signedmessage', 'encrypteddata', '3ds', 'method'];

const fromBase64 = (text: string) => atob(text.replaceAll('-', '+').replaceAll('_', '/'));

function readObject(text: string): Map<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.trimStart().startsWith('{') ? text : fromBase64(text));
    if (typeof value !== 'object' || value === null) return undefined;
    return new Map(Object.entries(value).map(([name, item]) => [name.toLowerCase(), item]));
  } catch {
    return undefined;
  }
}

/** The two names inside a stored card's token; the code may stand there as well (section 16.1). */
function readCard(inner: ReadonlyMap<string, unknown> | undefined): PaymentToken {
  const token = inner?.get('token');
  const customer = inner?.get('customernumber');
  if (typeof token !== 'string' || typeof customer !== 'string') throw malformed('PAYMENTTOKEN', 218);
  const code = inner?.get('cvc2') ?? inner?.get('cvc');
  return { type: 'card', token, customer, code: code === undefined ? undefined : String(code as string | number) };
}

/**
 * What `TokenType` and `PaymentToken` say. The token comes as JSON text or as an object, a wallet's also in base64.
 *
 * @throws GatewayFault 5/217, 3/218, 4/218
 */
export function readPaymentToken(fields: Fields): PaymentToken {
  const type = fields.get('tokentype') || '1';
  const wallet = wallets[type];
  if (type !== '5' && !wallet) throw wrongValue('TOKENTYPE', 217);
  const sent = fields.get('paymenttoken');
  if (!sent) throw missing('PAYMENTTOKEN', 218);
  const inner = readObject(sent);
  if (!wallet) return readCard(inner);
  if (!walletNames.some((name) => inner?.has(name))) throw malformed('PAYMENTTOKEN', 218);
  return { type: 'wallet', wallet };
}

/** The fault for a token that is not the customer's. */
export const noSuchCard = () => absent('Credit card', 203);
