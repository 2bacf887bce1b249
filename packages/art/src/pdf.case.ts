// Writes PDFs object by object, good and bad.
import { deflateSync } from 'node:zlib';

/** One numbered object: a dictionary or array as text, with or without a stream. */
export type PdfObject = string | { dictionary: string; stream: Buffer };

function write(object: PdfObject, number: number): Buffer {
  const [text, stream] = typeof object === 'string' ? [object] : [object.dictionary, object.stream];
  if (!stream) return Buffer.from(`${number} 0 obj\n${text}\nendobj\n`, 'latin1');
  const dictionary = text.replace(/>>$/, `/Length ${stream.length}>>`);
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n${dictionary}\nstream\n`, 'latin1'),
    stream,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}

/** A whole PDF. Object 1 is the catalogue. */
export function pdf(objects: readonly PdfObject[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let at = 9;
  const offsets = objects.map((object, index) => {
    const part = write(object, index + 1);
    parts.push(part);
    at += part.length;
    return at - part.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** What a one-page PDF is made of. */
export interface Page {
  /** Drawing operators. */
  content: string | Buffer;
  box?: string;
  resources?: string;
  /** Further entries of the page and of the catalogue. */
  page?: string;
  catalogue?: string;
  /** Objects from number 5 on. */
  more?: readonly PdfObject[];
  /** How the content is stored. */
  filter?: string;
}

/** A PDF with one page. */
export function onePage({
  content,
  box = '0 0 300 200',
  resources = '',
  page = '',
  catalogue = '',
  more = [],
  filter = '',
}: Page): Buffer {
  return pdf([
    `<</Type/Catalog/Pages 2 0 R${catalogue}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Contents 4 0 R/Resources<<${resources}>>${page}>>`,
    { dictionary: `<<${filter}>>`, stream: Buffer.from(content) },
    ...more,
  ]);
}

/** Something to see: two bars. */
export const bars = '0.9 0.2 0.1 rg 20 20 100 160 re f 0 0.3 0.8 rg 140 60 120 80 re f';

/** So many pages, each drawn like the first; `deep` puts each into a node of its own, one inside the other. */
export function manyPages(count: number, deep = false): Buffer {
  const first = 4;
  const pages = Array.from(
    { length: count },
    (_, at) => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 3 0 R/Resources<<>>/Number ${at}>>`,
  );
  const kids = Array.from({ length: count }, (_, at) => `${first + at} 0 R`).join(' ');
  const content = { dictionary: '<<>>', stream: Buffer.from(bars) };
  if (!deep)
    return pdf(['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${kids}]/Count ${count}>>`, content, ...pages]);
  const nodes = Array.from({ length: count }, (_, at) =>
    at === count - 1
      ? '<</Type/Page/MediaBox[0 0 300 200]/Contents 3 0 R/Resources<<>>>>'
      : `<</Type/Pages/Kids[${first + at + 1} 0 R]/Count 1>>`,
  );
  return pdf(['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${first} 0 R]/Count 1>>`, content, ...nodes]);
}

/** Zeros or text that unpacks to so many times a megabyte. */
export const packed = (text: string, megabytes: number) =>
  deflateSync(Buffer.alloc(megabytes * 1024 * 1024, text), { level: 6 });
