import { walkPath } from './outline.ts';
import type { Rgb } from './canvas.ts';

/** A shape of a one-page PDF: a path as in SVG, where it stands, and its colour. */
export interface PdfShape {
  d: string;
  color: Rgb;
  x?: number;
  y?: number;
  scale?: number;
}

const two = (value: number) => Number(value.toFixed(2));

/** A path in PDF's operators (ISO 32000-1, 8.5.2). Its curves have two handles: one handle goes two thirds of the way twice. */
function operators(d: string): string {
  const lines: string[] = [];
  walkPath(d, (kind, [x, y], to) => {
    if (kind === 'M') lines.push(`${to.map(two).join(' ')} m`);
    else if (kind === 'L') lines.push(`${to.map(two).join(' ')} l`);
    else if (kind === 'C') lines.push(`${to.map(two).join(' ')} c`);
    else if (kind === 'Z') lines.push('h');
    else if (kind === 'Q') {
      const [hx = 0, hy = 0, endX = 0, endY = 0] = to;
      const handles = [
        x + ((hx - x) * 2) / 3,
        y + ((hy - y) * 2) / 3,
        endX + ((hx - endX) * 2) / 3,
        endY + ((hy - endY) * 2) / 3,
      ];
      lines.push(`${[...handles, endX, endY].map(two).join(' ')} c`);
    }
  });
  return lines.join('\n');
}

/** A one-page PDF of flat shapes on nothing, as the gateway hands out logos: vectors, and no size but the page's own. */
export function drawPdf(width: number, height: number, shapes: readonly PdfShape[]): Uint8Array<ArrayBuffer> {
  const drawing = shapes
    .map(({ d, color, x = 0, y = 0, scale = 1 }) => {
      const ink = color.map((value) => two(value / 255)).join(' ');
      // A page's y grows upward.
      return `q\n${scale.toFixed(4)} 0 0 ${(-scale).toFixed(4)} ${two(x)} ${two(height - y)} cm\n${ink} rg\n${operators(d)}\nf\nQ\n`;
    })
    .join('');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${two(width)} ${two(height)}] /Contents 4 0 R /Resources << >> >>`,
    `<< /Length ${drawing.length} >>\nstream\n${drawing}endstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
