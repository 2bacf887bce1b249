import { malformed } from '../wire/fault.ts';
import type { Fields } from '../wire/read-request.ts';

/** How long a parameter may be, and its second code (gateway notes, sections 3.2, 8.2 and 15). */
const limits: readonly [name: string, longest: number, second: number][] = [
  ['ordernumber', 128, 107],
  ['ordercomment', 4000, 110],
  ['lastname', 70, 117],
  ['firstname', 70, 118],
  ['middlename', 70, 119],
  ['cardholder', 70, 114],
  ['email', 128, 120],
  ['address', 256, 121],
  ['homephone', 64, 122],
  ['workphone', 20, 122],
  ['mobilephone', 20, 122],
  ['fax', 20, 122],
  ['city', 70, 123],
  ['state', 3, 124],
  ['country', 3, 128],
  ['zip', 25, 125],
  ['urlreturn', 256, 154],
  ['urlreturnok', 256, 154],
  ['urlreturnno', 256, 154],
  ['receiptline', 128, 179],
  ['tax', 10, 179],
  ['headerhttpaccept', 255, 133],
  ['headerhttpuseragent', 255, 133],
  ['clientbrowserlanguage', 5, 133],
  ['clientscreenres', 16, 133],
];

/** The values that a parameter may have, and its second code; 0 where the published table has none. */
const values: readonly [name: string, pattern: RegExp, second: number][] = [
  ['language', /^(RU|EN)$/i, 127],
  ['delay', /^[01]$/, 109],
  ['isconvert', /^[012]$/, 105],
  ['generatereceipt', /^[01]$/, 179],
  ['fpmode', /^\d+$/, 179],
  ['taxationsystem', /^\d+$/, 179],
  ['disable3ds', /^[01]$/, 0],
  ['prepayment', /^[01]$/, 0],
  ['challengewindowsize', /^0[1-5]$/, 0],
  ['clientjava', /^(true|false)$/i, 133],
  ['clientscreencolors', /^\d{1,3}$/, 133],
];

/** IPv4 and nothing else: an address of over 15 characters is refused (gateway notes, section 16.24). */
const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Refuses what is too long or has no such value; what is not sent or empty is not looked at. */
export function holdForms(fields: Fields): void {
  for (const [name, longest, second] of limits)
    if ((fields.get(name)?.length ?? 0) > longest) throw malformed(name.toUpperCase(), second);
  for (const [name, pattern, second] of values) {
    const sent = fields.get(name);
    if (sent && !pattern.test(sent)) throw malformed(name.toUpperCase(), second);
  }
  const ip = fields.get('clientip');
  if (ip && !ipv4.test(ip)) throw malformed('CLIENTIP', 116);
}
