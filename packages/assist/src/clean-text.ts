/** Control and format characters (bidirectional, zero-width, tags): they show nothing and can mislead. */
const invisible = /[\p{Cc}\p{Cf}]/gu;

/** Text that a bank wrote, made fit for a screen: normalised, one line, at most `limit` characters. Default 512. */
export function cleanText(text: string, limit = 512): string {
  return text.replace(/\s+/g, ' ').replace(invisible, '').normalize('NFC').trim().slice(0, limit);
}
