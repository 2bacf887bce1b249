const two = (value: number) => String(value).padStart(2, '0');

/** `dd.mm.yyyy` in UTC. */
export function gatewayDay(at: number): string {
  const d = new Date(at);
  return `${two(d.getUTCDate())}.${two(d.getUTCMonth() + 1)}.${d.getUTCFullYear()}`;
}

/** `dd.mm.yyyy HH:MM` in UTC: the packet date of an order result (gateway notes, section 15). */
export function gatewayMinute(at: number): string {
  const d = new Date(at);
  return `${gatewayDay(at)} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

/** `dd.mm.yyyy HH:MM:SS` in UTC (gateway notes, section 15). */
export const gatewayDate = (at: number): string => `${gatewayMinute(at)}:${two(new Date(at).getUTCSeconds())}`;

/** The start of a day written `dd.mm.yyyy`, in milliseconds; undefined where it is no such day. */
export function parseDay(text: string): number | undefined {
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text) ?? [];
  if (!day) return undefined;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return gatewayDay(at) === text ? at : undefined;
}

/** The month that lies `months` from a moment, as the card list writes it: `MM.YYYY`. */
export function expiryMonth(at: number, months: number): string {
  const now = new Date(at);
  const d = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
  return `${two(d.getUTCMonth() + 1)}.${d.getUTCFullYear()}`;
}
