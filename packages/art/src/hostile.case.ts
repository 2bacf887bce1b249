// Files that a stranger's host may hand out in place of a card's picture. Made here, by code; the good among them must be drawn.
import { deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { bars, manyPages, onePage, packed, pdf, type PdfObject } from './pdf.case.ts';
import { chunk, type Header, header, palette, png, pngSignature, scanLines } from './png.case.ts';

/** One file. `good`: it must be drawn, and show something. `plate`: it must not. Else either will do. */
export interface Hostile {
  name: string;
  bytes: Uint8Array;
  must?: 'good' | 'plate';
}

/** Text that no picture may carry on. */
export const marker = 'EVIL-PASSENGER';
const script = `<script>${marker}</script>`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">${script}<rect width="300" height="200"/></svg>`;

const small: Header = { width: 60, height: 40 };
const face: Header = { width: 300, height: 189 };
const whole = png(face);
const drawing = onePage({ content: bars });

const seeded = (seed: number) => {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

function flipped(bytes: Buffer, seed: number, count: number): Buffer {
  const random = seeded(seed);
  const copy = Buffer.from(bytes);
  for (let n = 0; n < count; n++) copy[8 + random(copy.length - 8)] = random(256);
  return copy;
}

function goodPngs(): Hostile[] {
  const kinds: [number, number[]][] = [
    [0, [1, 2, 4, 8, 16]],
    [2, [8, 16]],
    [3, [1, 2, 4, 8]],
    [4, [8, 16]],
    [6, [8, 16]],
  ];
  return kinds.flatMap(([type, depths]) =>
    depths.flatMap((depth) =>
      [false, true].map((interlaced): Hostile => {
        const shape = { ...face, type, depth, interlaced };
        const more = type === 3 ? [palette(2 ** depth)] : [];
        return {
          name: `PNG type ${type}, ${depth} bit${interlaced ? ', interlaced' : ''}`,
          bytes: png(shape, more),
          must: 'good',
        };
      }),
    ),
  );
}

function bombs(): Hostile[] {
  const sizes: [number, number][] = [
    [65_535, 65_535],
    [30_000, 1000],
    [6000, 5000],
    [4097, 1],
    [1, 4097],
    [2049, 2048],
    [0x7fffffff, 0x7fffffff],
    [0xffffffff, 1],
    [0, 10],
    [10, 0],
  ];
  return [
    ...sizes.map(([width, height]): Hostile => ({
      name: `PNG that says ${width} × ${height}`,
      bytes: png({ width, height }, [], Buffer.alloc(100)),
      must: 'plate',
    })),
    {
      name: 'PNG of 36 megapixels, whole and flat',
      bytes: png({ width: 6000, height: 6000, type: 0, depth: 1 }),
      must: 'plate',
    },
    { name: 'PNG that says little and holds much', bytes: png(small, [], Buffer.alloc(40_000_000)) },
    {
      name: 'PNG that says much and holds little',
      bytes: png({ width: 2000, height: 2000 }, [], Buffer.alloc(2000)),
      must: 'plate',
    },
    { name: 'PNG of the largest fair size', bytes: png({ width: 2048, height: 2048 }), must: 'good' },
    { name: 'PNG of the longest fair side', bytes: png({ width: 4096, height: 20 }), must: 'good' },
    ...['zTXt', 'iTXt', 'iCCP'].map((name): Hostile => {
      const head = name === 'iTXt' ? 'a\0\x01\0\0\0' : 'a\0\0';
      return {
        name: `PNG with 50 MB in ${name}`,
        bytes: png(face, [chunk(name, Buffer.concat([Buffer.from(head, 'latin1'), packed('\0', 50)]))]),
      };
    }),
    {
      name: 'PNG with 20 000 chunks of text',
      bytes: png(
        face,
        Array.from({ length: 20_000 }, () => chunk('tEXt', Buffer.from(`a\0${marker}`))),
      ),
    },
  ];
}

function brokenPngs(): Hostile[] {
  const cuts = Array.from({ length: 12 }, (_, at) => Math.floor((whole.length * (at + 1)) / 14));
  const odd: [string, Buffer][] = [
    ['without pixels', Buffer.concat([pngSignature, header(face), chunk('IEND')])],
    ['without an end', whole.subarray(0, -12)],
    ['with two headers', png(face, [header(small)])],
    ['without a palette', png({ ...face, type: 3 })],
    ['with a palette of 300', png({ ...face, type: 3 }, [palette(300)])],
    ['with a wrong transparency', png({ ...face, type: 3 }, [palette(2), chunk('tRNS', Buffer.alloc(256))])],
    ['with no gamma', png(face, [chunk('gAMA', Buffer.alloc(4))])],
    ['with nonsense for colours', png(face, [chunk('cHRM', Buffer.alloc(32, 0xff))])],
    ['with nonsense for a profile', png(face, [chunk('iCCP', Buffer.from(`x\0\0${marker}`))])],
    ['with nonsense for EXIF', png(face, [chunk('eXIf', Buffer.from(marker))])],
    ['with a chunk as long as the world', png(face, [chunk('tEXt', Buffer.from('a\0b'), { length: 0xffffffff })])],
    ['with a chunk of a negative length', png(face, [chunk('tEXt', Buffer.from('a\0b'), { length: 0x80000000 })])],
    [
      'with a wrong sum',
      Buffer.concat([
        pngSignature,
        header(face),
        chunk('IDAT', deflateSync(scanLines(face)), { crc: 1 }),
        chunk('IEND'),
      ]),
    ],
    ['of an unknown type', png({ ...face, type: 5 })],
    ['of 3 bits', png({ ...face, depth: 3 })],
    ['with rows of an unknown filter', png(face, [], Buffer.alloc(scanLines(face).length, 9))],
    [
      'with junk for pixels',
      Buffer.concat([pngSignature, header(face), chunk('IDAT', Buffer.alloc(5000, 7)), chunk('IEND')]),
    ],
    ['with an unknown critical chunk', png(face, [chunk('EVIL', Buffer.from(marker))])],
  ];
  return [
    ...cuts.map((cut): Hostile => ({ name: `PNG cut at ${cut}`, bytes: whole.subarray(0, cut), must: 'plate' })),
    ...odd.map(([what, bytes]): Hostile => ({ name: `PNG ${what}`, bytes })),
    ...Array.from({ length: 16 }, (_, seed): Hostile => ({
      name: `PNG with flipped bytes ${seed}`,
      bytes: flipped(whole, seed, 1 + seed),
    })),
  ];
}

function animated(frames: number): Buffer {
  const control = Buffer.alloc(8);
  control.writeUInt32BE(frames);
  const frame = (sequence: number) => {
    const data = Buffer.alloc(26);
    data.writeUInt32BE(sequence);
    data.writeUInt32BE(face.width, 4);
    data.writeUInt32BE(face.height, 8);
    return chunk('fcTL', data);
  };
  const pixels = deflateSync(scanLines(face));
  const further = Array.from({ length: frames - 1 }, (_, at) => {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(at * 2 + 2);
    return Buffer.concat([frame(at * 2 + 1), chunk('fdAT', Buffer.concat([number, pixels]))]);
  });
  return Buffer.concat([
    pngSignature,
    header(face),
    chunk('acTL', control),
    frame(0),
    chunk('IDAT', pixels),
    ...further,
    chunk('IEND'),
  ]);
}

function polyglots(): Hostile[] {
  const tails: [string, string | Buffer][] = [
    ['a page', `<html>${script}</html>`],
    ['an archive', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from(marker)])],
    ['a PDF', onePage({ content: `${bars} % ${marker}` })],
    ['a drawing', svg],
    ['a program', `#!/bin/sh\n${marker}`],
    ['a second PNG', Buffer.concat([whole, Buffer.from(marker)])],
  ];
  return [
    ...tails.map(([what, tail]): Hostile => ({
      name: `PNG with ${what} behind it`,
      bytes: Buffer.concat([whole, Buffer.from(tail)]),
      must: 'good',
    })),
    {
      name: 'PNG with a page in its text',
      bytes: png(face, [chunk('tEXt', Buffer.from(`Comment\0${script}`))]),
      must: 'good',
    },
    {
      name: 'PNG with a profile and a page in it',
      bytes: png(face, [chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${script}`))]),
      must: 'good',
    },
    {
      name: 'PNG’s first bytes and then a drawing',
      bytes: Buffer.concat([pngSignature, Buffer.from(svg)]),
      must: 'plate',
    },
    {
      name: 'PDF’s first bytes and then a page',
      bytes: Buffer.from(`%PDF-1.7\n<html>${script}</html>`),
      must: 'plate',
    },
    {
      name: 'a page with a PDF behind it',
      bytes: Buffer.concat([Buffer.from(`<html>${script}`), drawing]),
      must: 'plate',
    },
    { name: 'a drawing with a PNG behind it', bytes: Buffer.concat([Buffer.from(svg), whole]), must: 'plate' },
    { name: 'animated PNG of 3 frames', bytes: animated(3), must: 'good' },
    { name: 'animated PNG of 1000 frames', bytes: animated(1000), must: 'good' },
    { name: 'PNG that is all transparent', bytes: png(face, [], Buffer.alloc(scanLines(face).length)), must: 'plate' },
  ];
}

async function otherFormats(): Promise<Hostile[]> {
  const picture = () => sharp(whole).flatten();
  const entities = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "${`&a${n || ''};`.repeat(10)}">`).join('')}]>`;
  const files: [string, string | Uint8Array][] = [
    ['SVG', svg],
    ['SVG with an entity bomb', `<?xml version="1.0"?>${entities}${svg}`],
    ['SVG that reads a file', svg.replace('<rect', '<image href="file:///etc/passwd"/><rect')],
    ['SVG, packed', gzipSync(svg)],
    ['HTML', `<!doctype html>${script}`],
    ['XML', `<?xml version="1.0"?><a>${marker}</a>`],
    ['text', marker],
    ['nothing', ''],
    ['one byte', '\x89'],
    ['PNG’s first bytes alone', pngSignature],
    ['a PNG, packed', gzipSync(whole)],
    ['a PNG with a mark before it', Buffer.concat([Buffer.from('\uFEFF'), whole])],
    ['PostScript', `%!PS\n(${marker}) show`],
    ['ImageMagick’s drawing language', 'push graphic-context\nimage over 0,0 0,0 "|touch /tmp/x"\npop graphic-context'],
    ['a program', Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(500)])],
    ['BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(500, 1)])],
    ['icon', Buffer.from([0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0])],
    ['random bytes', Buffer.from(Array.from({ length: 4000 }, seeded(7)).map((_, at) => seeded(at)(256)))],
    ['JPEG', await picture().jpeg().toBuffer()],
    ['JPEG in CMYK', await picture().toColourspace('cmyk').jpeg().toBuffer()],
    ['GIF', await picture().gif().toBuffer()],
    ['WebP', await picture().webp().toBuffer()],
    ['TIFF', await picture().tiff().toBuffer()],
    ['AVIF', await picture().avif({ effort: 0 }).toBuffer()],
  ];
  return files.map(([name, bytes]) => ({ name: `${name}, called PNG`, bytes: Buffer.from(bytes), must: 'plate' }));
}

const stream = (dictionary: string, data: string | Buffer): PdfObject => ({
  dictionary: `<<${dictionary}>>`,
  stream: Buffer.from(data),
});
const group = '/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Group<</S/Transparency/I true>>';

function goodPdfs(): Hostile[] {
  const image = stream(
    '/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceRGB',
    Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0]),
  );
  const soft = stream(
    '/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceRGB/SMask 6 0 R',
    Buffer.alloc(12, 90),
  );
  const mask = stream(
    '/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray',
    Buffer.from([255, 128, 64, 0]),
  );
  const files: [string, Buffer][] = [
    ['a logo', drawing],
    ['a logo in CMYK', onePage({ content: '0 0.9 0.8 0 k 20 20 200 100 re f' })],
    ['a packed logo', onePage({ content: deflateSync(bars), filter: '/Filter/FlateDecode' })],
    ['a picture', onePage({ content: '200 0 0 120 20 20 cm /I Do', resources: '/XObject<</I 5 0 R>>', more: [image] })],
    [
      'a picture with a soft mask',
      onePage({ content: '200 0 0 120 20 20 cm /I Do', resources: '/XObject<</I 5 0 R>>', more: [soft, mask] }),
    ],
    [
      'a transparency group',
      onePage({ content: '/F Do', resources: '/XObject<</F 5 0 R>>', more: [stream(group, bars)] }),
    ],
    [
      'words',
      onePage({
        content: 'BT /F 60 Tf 20 60 Td (Bank) Tj ET',
        resources: '/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>',
      }),
    ],
    [
      'a shading',
      onePage({
        content: '/S sh',
        resources:
          '/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 300 0]/Extend[true true]/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>>>>>',
      }),
    ],
    ['a page that is turned', onePage({ content: bars, page: '/Rotate 90' })],
    ['a tall page', onePage({ content: bars, box: '0 0 300 3000' })],
    ['a page of a point', onePage({ content: '1 0 0 rg 0 0 0.5 1 re f', box: '0 0 1 1' })],
    ['10 000 pages', manyPages(10_000)],
    [
      'a script that opens it',
      onePage({ content: bars, catalogue: `/OpenAction<</S/JavaScript/JS(app.alert\\("${marker}"\\))>>` }),
    ],
    [
      'a script on each page',
      onePage({ content: bars, page: `/AA<</O<</S/JavaScript/JS(this.submitForm\\("${marker}"\\))>>>>` }),
    ],
    ['a program to launch', onePage({ content: bars, catalogue: `/OpenAction<</S/Launch/F(${marker})>>` })],
    [
      'an address to visit',
      onePage({ content: bars, catalogue: `/OpenAction<</S/URI/URI(https://evil.test/${marker})>>` }),
    ],
    ['a form', onePage({ content: bars, catalogue: '/AcroForm<</Fields[]/XFA(<xdp/>)>>' })],
    [
      'a file inside',
      onePage({
        content: bars,
        catalogue: '/Names<</EmbeddedFiles<</Names[(a) 5 0 R]>>>>',
        more: [stream('/Type/EmbeddedFile', marker)],
      }),
    ],
  ];
  return files.map(([what, bytes]) => ({ name: `PDF with ${what}`, bytes, must: 'good' }));
}

function hostilePdfs(): Hostile[] {
  const flate = '/Filter/FlateDecode';
  const self = (extra: string): PdfObject =>
    stream(`/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</F 5 0 R>>>>${extra}`, '/F Do /F Do');
  const image = (width: number, height: number, data: Buffer, extra = '') =>
    onePage({
      content: '300 0 0 200 0 0 cm /I Do',
      resources: '/XObject<</I 5 0 R>>',
      more: [
        stream(
          `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace/DeviceRGB${extra}`,
          data,
        ),
      ],
    });
  const nested = (count: number) =>
    onePage({
      content: '/F Do',
      resources: '/XObject<</F 5 0 R>>',
      more: Array.from({ length: count }, (_, at) =>
        stream(`${group}/Resources<</XObject<</F ${at + 6} 0 R>>>>`, at === count - 1 ? bars : '/F Do'),
      ),
    });
  const fan = (depth: number) =>
    onePage({
      content: '/F Do',
      resources: '/XObject<</F 5 0 R>>',
      more: Array.from({ length: depth }, (_, at) =>
        stream(
          `/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</F ${at + 6} 0 R>>>>`,
          at === depth - 1 ? bars : '/F Do '.repeat(20),
        ),
      ),
    });
  const tiles = (step: string) =>
    onePage({
      content: '/Pattern cs /P scn 0 0 300 200 re f',
      resources: '/Pattern<</P 5 0 R>>',
      more: [
        stream(
          `/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1000 1000]/XStep ${step}/YStep ${step}/Resources<<>>`,
          bars,
        ),
      ],
    });
  const font = (matrix: string) =>
    onePage({
      content: 'BT /F 60 Tf 20 60 Td (a) Tj ET',
      resources: `/Font<</F<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[${matrix}]/CharProcs<</a 5 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1000]>>>>`,
      more: [stream('', `1000 0 d0 0 0 800 800 re f BT /F 60 Tf (a) Tj ET`)],
    });
  const files: [string, Buffer, ('good' | 'plate')?][] = [
    ['nothing on it', onePage({ content: '' }), 'plate'],
    ['a header alone', Buffer.from('%PDF-1.7\n'), 'plate'],
    ['10 000 nodes, one inside the other', manyPages(10_000, true)],
    [
      'a tree of pages that is a ring',
      pdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R]/Count 1>>']),
      'plate',
    ],
    ['no pages', pdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>']), 'plate'],
    ['a count that lies', pdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 2000000000>>']), 'plate'],
    ['400 MB of operators, packed', onePage({ content: packed('q ', 400), filter: flate })],
    ['100 MB of drawing, packed', onePage({ content: packed(`${bars} `, 100), filter: flate })],
    [
      '2 GB, packed twice',
      onePage({ content: deflateSync(packed('\0', 600)), filter: '/Filter[/FlateDecode/FlateDecode]' }),
    ],
    ['a million lines', onePage({ content: deflateSync('0 0 m 300 200 l S\n'.repeat(1_000_000)), filter: flate })],
    ['a million states', onePage({ content: deflateSync('q '.repeat(1_000_000)), filter: flate })],
    ['a form inside itself', onePage({ content: '/F Do', resources: '/XObject<</F 5 0 R>>', more: [self('')] })],
    [
      'a group inside itself',
      onePage({ content: '/F Do', resources: '/XObject<</F 5 0 R>>', more: [self('/Group<</S/Transparency>>')] }),
    ],
    ['60 groups, one inside the other', nested(60)],
    ['3000 groups, one inside the other', nested(3000)],
    ['forms that fan out to twenty to the eighth', fan(8)],
    ['tiles a thousandth of a point apart', tiles('0.001')],
    ['tiles no way apart', tiles('0')],
    ['a font that draws itself', font('0.001 0 0 0.001 0 0')],
    ['code for a font’s matrix', font(`0.001 0 0 0.001 0 (0\\); throw "${marker}"; \\(`)],
    ['a picture of 900 megapixels', image(30_000, 30_000, packed('\0', 100), flate)],
    ['a picture that holds nothing', image(2000, 2000, Buffer.alloc(0))],
    ['a picture as long as the world', image(2_000_000_000, 1, Buffer.alloc(10))],
    ['junk for JPEG', image(100, 100, Buffer.alloc(2000, 3), '/Filter/DCTDecode')],
    ['junk for JPEG 2000', image(100, 100, Buffer.alloc(2000, 3), '/Filter/JPXDecode')],
    ['junk for JBIG2', image(100, 100, Buffer.alloc(2000, 3), '/Filter/JBIG2Decode')],
    ['junk for LZW', image(100, 100, Buffer.alloc(2000, 3), '/Filter/LZWDecode')],
    ['a page of a million points', onePage({ content: bars, box: '0 0 1000000 1000000' })],
    ['a page without a size', onePage({ content: bars, box: '0 0 0 0' })],
    ['a page that is upside down', onePage({ content: bars, box: '300 200 -300 -200' })],
    ['a page as thin as a hair', onePage({ content: bars, box: '0 0 1000000 0.001' })],
    ['words for a size', onePage({ content: bars, box: '/a /b (c) null' })],
    ['a unit of a million points', onePage({ content: bars, page: '/UserUnit 1000000' })],
    [
      'a key',
      pdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>'], '/Encrypt<</Filter/Standard/V 5/R 6>>'),
      'plate',
    ],
    [
      'a table of objects that points to itself',
      Buffer.from(drawing.toString('latin1').replace('/Root', '/Prev 9/Root'), 'latin1'),
    ],
    [
      'a function that never rests',
      onePage({
        content: '/S sh',
        resources: '/Shading<</S<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 300 0 200]/Function 5 0 R>>>>',
        more: [
          stream(
            '/FunctionType 4/Domain[0 300 0 200]/Range[0 1 0 1 0 1]',
            `{ ${'dup mul sqrt sin '.repeat(5000)} pop pop 0 0 0 }`,
          ),
        ],
      }),
    ],
    [
      'a gigabyte of samples',
      onePage({
        content: '/S sh',
        resources: '/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 300 0]/Function 5 0 R>>>>',
        more: [
          stream(
            '/FunctionType 0/Domain[0 1]/Range[0 1 0 1 0 1]/Size[130000000]/BitsPerSample 8/Filter/FlateDecode',
            packed('\0', 400),
          ),
        ],
      }),
    ],
    ['a million dashes', onePage({ content: '[0.0001] 0 d 1 w 0 0 m 300 200 l S' })],
    ['a billion-point line', onePage({ content: '1000000000 w -1e9 -1e9 m 1e9 1e9 l S' })],
  ];
  return [
    ...files.map(([what, bytes, must]): Hostile => ({ name: `PDF with ${what}`, bytes, ...(must && { must }) })),
    ...Array.from({ length: 6 }, (_, at): Hostile => ({
      name: `PDF cut at ${at + 1} of 8`,
      bytes: drawing.subarray(0, Math.floor((drawing.length * (at + 1)) / 8)),
    })),
    ...Array.from({ length: 8 }, (_, seed): Hostile => ({
      name: `PDF with flipped bytes ${seed}`,
      bytes: flipped(drawing, seed, 2 + seed * 3),
    })),
  ];
}

/** Every file, in an order that is always the same. None weighs more than 2 MiB: larger ones never come in. */
export async function hostileFiles(): Promise<Hostile[]> {
  return [
    ...goodPngs(),
    ...bombs(),
    ...brokenPngs(),
    ...polyglots(),
    ...(await otherFormats()),
    ...goodPdfs(),
    ...hostilePdfs(),
  ];
}
