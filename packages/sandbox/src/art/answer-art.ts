import { designById, designs } from './designs.ts';
import { paintFace, paintIcon, paintIssuerLogo } from './paint.ts';
import { logoPdf } from './pdf.ts';
import { encodePng } from './png.ts';

async function draw(id: string, width: number, height: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const design = designById(id);
  if (!design) return undefined;
  if (width === 1536 && height === 969) return encodePng(paintFace(design, width, height), width, height, 3);
  if (width === 100 && height === 100) return encodePng(paintIcon(design, width), width, height, 4);
  if (width === 1372 && height === 283) return encodePng(paintIssuerLogo(design, width, height), width, height, 4);
  return undefined;
}

/** What was drawn already, for whichever sandbox: the same picture is always the same. */
const drawn = new Map<string, Promise<Uint8Array<ArrayBuffer> | undefined>>();

/**
 * Answers the addresses of pictures, whatever their host: the documented ones (`…/B5/VISA/<id>/w1536_h969.png`) and the
 * sandbox's own. A picture is drawn once. Anything it does not know is 404.
 */
export function createArt(): (request: Request) => Promise<Response> {
  return async (request) => {
    const match = /\/[AB]5\/\w+\/([\w-]+)\/w(\d+)_h(\d+)\.(png|pdf)$/.exec(new URL(request.url).pathname);
    const [, id = '', width, height, kind] = match ?? [];
    if (kind === 'pdf' && Object.hasOwn(designs, id))
      return new Response(logoPdf(), { headers: { 'content-type': 'application/pdf' } });
    const key = `${id}/${width}/${height}`;
    const png = drawn.get(key) ?? draw(id, Number(width), Number(height));
    drawn.set(key, png);
    const bytes = await png;
    return bytes
      ? new Response(bytes, { headers: { 'content-type': 'image/png' } })
      : new Response('Not found', { status: 404 });
  };
}
