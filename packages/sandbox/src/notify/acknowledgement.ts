import { SaxesParser } from 'saxes';

/**
 * The two codes of `<pushpaymentresult firstcode="0" secondcode="0">`, wherever it stands in a document: the reply to a SOAP
 * packet has an envelope around it (gateway notes, section 6). Undefined where there is none.
 */
export function readAcknowledgement(text: string): { first: string; second: string } | undefined {
  let found: { first: string; second: string } | undefined;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const local = name.slice(name.indexOf(':') + 1).toLowerCase();
    if (local.startsWith('pushpaymentresult'))
      found = { first: attributes['firstcode'] ?? '', second: attributes['secondcode'] ?? '' };
  });
  try {
    parser.write(text.trim()).close();
  } catch {
    return undefined;
  }
  return found;
}
