import ipaddr from 'ipaddr.js';

const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const sixToFour = ipaddr.IPv6.parseCIDR('2002::/16');
/** What of IPv6 is given out for the public internet; all else is somebody's own or nobody's. */
const global = ipaddr.IPv6.parseCIDR('2000::/3');

/** The IPv4 address that an IPv6 address carries, where a translator on the way would go to that one. */
function carried(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  const bytes = address.toByteArray();
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.match(nat64)) return new ipaddr.IPv4(bytes.slice(12));
  if (address.match(sixToFour)) return new ipaddr.IPv4(bytes.slice(2, 6));
  return undefined;
}

/** Whether an address is one of the public internet. Private, local, metadata, shared and reserved ones are not, in whatever wrapping. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast';
  const inner = carried(address);
  if (inner) return inner.range() === 'unicast';
  return address.match(global) && address.range() === 'unicast';
}
