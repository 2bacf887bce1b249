import { absent, GatewayFault, missing } from './fault.ts';
import type { Fields } from './read-request.ts';

/** The one merchant of the sandbox: the documents' own placeholders. */
export const merchant = { id: '452739', login: 'LOGIN', password: 'PASSWORD', secret: 's3cr3t-salt' } as const;

/** Refuses a caller who is not the merchant, as the gateway does: unknown merchant 10/100, wrong login 7/101, wrong password 7/102. */
export function checkCredentials(fields: Fields): void {
  const id = fields.get('merchantid');
  if (!id) throw missing('MERCHANT_ID', 100);
  if (!fields.get('login')) throw missing('LOGIN', 101);
  if (!fields.get('password')) throw missing('PASSWORD', 102);
  if (id !== merchant.id) throw absent('MERCHANT_ID', 100);
  if (fields.get('login') !== merchant.login) throw new GatewayFault('Authentication error. Parameter LOGIN', 7, 101);
  if (fields.get('password') !== merchant.password)
    throw new GatewayFault('Authentication error. Parameter PASSWORD', 7, 102);
}
