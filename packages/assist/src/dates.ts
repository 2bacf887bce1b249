/** `dd.mm.yyyy HH:MM:SS` or without seconds, GMT (gateway notes, section 15). */
const written = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2})(?::(\d{2}))?$/;

/** A moment as the gateway writes it; `undefined` for what is none, such as the 31st of February. */
export function readMoment(text: string): Date | undefined {
  const match = written.exec(text);
  if (!match) return undefined;
  const [day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isWhole = at.getUTCDate() === day && at.getUTCMonth() === month - 1 && at.getUTCHours() === hour;
  return isWhole && minute < 60 && second < 60 ? at : undefined;
}

/** A day as the gateway writes it: `2027-12-31` as `31.12.2027`. */
export const writeDay = (isoDay: string): string => isoDay.split('-').toReversed().join('.');
