/**
 * Whose browser comes back, as the gateway says it in the address that a merchant named once for all (gateway notes, sections 3.7 and 4.3).
 * It proves nothing: anybody can open such an address.
 */
export const readReturn = (address: URLSearchParams): { order: string | null; bill: string | null } => ({
  order: address.get('ordernumber'),
  bill: address.get('billnumber'),
});
