/** A day, `YYYY-MM-DD`, in words: "March 1, 2027". */
export const longDay = (day: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
