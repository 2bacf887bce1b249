const two = (value: number) => String(value).padStart(2, '0');

/** `dd.mm.yyyy HH:MM:SS` in UTC (gateway notes, section 15). */
export function gatewayDate(at: number): string {
  const d = new Date(at);
  const day = `${two(d.getUTCDate())}.${two(d.getUTCMonth() + 1)}.${d.getUTCFullYear()}`;
  return `${day} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
}

/** The month that lies `months` from a moment, as the card list writes it: `MM.YYYY`. */
export function expiryMonth(at: number, months: number): string {
  const now = new Date(at);
  const d = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
  return `${two(d.getUTCMonth() + 1)}.${d.getUTCFullYear()}`;
}
