import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { JobAnswer } from './jobs.ts';
import { maxPixels } from './sniff.ts';
import { artWidths } from './variant.ts';

/** The reader's own fonts and character maps, as a path that ends in a slash. */
const files = createRequire(import.meta.url)
  .resolve('pdfjs-dist/package.json')
  .slice(0, -'package.json'.length);

/** The longer side of a drawn page, in pixels: the widest picture that is ever asked for. */
const side = Math.max(...artWidths);

const openDocument = (pdf: Uint8Array) =>
  getDocument({
    // A copy: the reader takes the buffer for itself.
    data: new Uint8Array(pdf),
    verbosity: 0,
    stopAtErrors: true,
    maxImageSize: maxPixels,
    canvasMaxAreaInBytes: maxPixels * 4,
    disableFontFace: true,
    useSystemFonts: false,
    // Fonts that a file names and does not bring are the reader's own, never the machine's.
    standardFontDataUrl: `${files}standard_fonts/`,
    cMapUrl: `${files}cmaps/`,
    cMapPacked: true,
    useWasm: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
  }).promise;

/** Draws the first page of a PDF, and nothing behind it. Its scripts, forms, attachments and other pages are not looked at. */
export async function draw(pdf: Uint8Array): Promise<JobAnswer> {
  const document = await openDocument(pdf);
  const page = await document.getPage(1);
  const natural = page.getViewport({ scale: 1 });
  const longer = Math.max(natural.width, natural.height);
  const viewport = page.getViewport({ scale: side / longer });
  const width = Math.round(viewport.width);
  const height = Math.round(viewport.height);
  if (!(longer > 0) || width < 1 || height < 1) return { kind: 'refused' };
  const canvas = createCanvas(width, height);
  // AnnotationMode.DISABLE: what a form or a note would draw is not the picture.
  await page.render({
    // Given the canvas itself, the reader would take the transparency from it.
    canvas: null,
    canvasContext: canvas.getContext('2d'),
    viewport,
    background: 'rgba(0,0,0,0)',
    annotationMode: 0,
  }).promise;
  return { kind: 'drawn', png: new Uint8Array(await canvas.encode('png')) };
}
