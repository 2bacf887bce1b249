import { type Format, mediaTypes } from './fault.ts';
import type { Written } from './written.ts';
import { type Envelope, envelope, writeXml, xmlHead, type XmlTree } from './xml.ts';

/** What a service answers, for each format that it speaks. What a service does not speak is left out. */
export interface Reply {
  json?: () => unknown;
  /** What stands in `<result>`, and how many orders that is (format 3). */
  xml?: () => { inside: XmlTree; count: number };
  /** The element in the SOAP body (format 4). */
  soap?: () => XmlTree;
  /** A header line and the lines below it (format 1). */
  csv?: () => readonly Readonly<Record<string, string>>[];
}

const quoted = (value: string) => (/[;"\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const line = (values: readonly string[]) => `${values.map(quoted).join(';')};`;

/** Lines with `;` after each value, as the one documented CSV service writes them (gateway notes, section 18). */
function writeCsv(rows: readonly Readonly<Record<string, string>>[]): string {
  const [first = {}] = rows;
  return [Object.keys(first), ...rows.map((row) => Object.values(row))].map(line).join('\n');
}

function write(reply: Reply, format: Format, style: Envelope): string | undefined {
  switch (format) {
    case 1:
      return reply.csv && writeCsv(reply.csv());
    case 3: {
      const result = reply.xml?.();
      return (
        result &&
        `${xmlHead}<result firstcode="0" secondcode="0" count="${result.count}">${writeXml(result.inside)}</result>`
      );
    }
    case 4:
      return reply.soap && envelope(writeXml(reply.soap()), style);
    case 5:
      return reply.json && JSON.stringify(reply.json());
  }
}

/** A reply as it goes over the wire. */
export function writeReply(reply: Reply, format: Format, style: Envelope = 'soapenv'): Written {
  const body = write(reply, format, style);
  if (body === undefined) throw new Error(`This service does not answer in format ${format}.`);
  return { text: body, mediaType: mediaTypes[format] };
}
