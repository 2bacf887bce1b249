const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for markup and for quoted attributes. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** What stands in an element: text, or elements by name. A list is the same element several times. */
export type XmlValue = string | number | XmlTree | readonly XmlTree[];
/** Elements by name, in order. */
export interface XmlTree {
  readonly [name: string]: XmlValue;
}

// What XML 1.0 cannot say at all is left out: an order comment may hold anything.
// oxlint-disable-next-line no-control-regex -- these are the characters that XML has no way to write
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function element(name: string, value: XmlValue): string {
  if (Array.isArray(value)) return value.map((item: XmlTree) => element(name, item)).join('');
  const inside =
    typeof value === 'object' ? writeXml(value as XmlTree) : escape(String(value).replaceAll(unspeakable, ''));
  return `<${name}>${inside}</${name}>`;
}

/** Elements as XML, without a declaration. */
export const writeXml = (tree: XmlTree): string =>
  Object.entries(tree)
    .map(([name, value]) => element(name, value))
    .join('');

/** The declaration at the head of a document. */
export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The two ways in which the gateway is seen to write an envelope: most services, and those for phones (public clients read the prefixes). */
export type Envelope = 'soapenv' | 'SOAP-ENV';

/** A SOAP document around some XML (gateway notes, section 3.5). */
export function envelope(inside: string, style: Envelope = 'soapenv'): string {
  const namespace = style === 'soapenv' ? 'ws' : 'ASS-NS';
  return `${xmlHead}<${style}:Envelope xmlns:${style}="http://schemas.xmlsoap.org/soap/envelope/" xmlns:${namespace}="http://www.paysecure.ru/ws/"><${style}:Body>${inside}</${style}:Body></${style}:Envelope>`;
}
