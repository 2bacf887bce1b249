import { type Design, designs, pathOf, type DesignName } from './designs.ts';
import type { ArtFile } from './files.ts';

/** What stands where, without the first folder: the documented Visa icon is in another than the other pictures. */
const files = new Map<string, ArtFile>(
  (Object.entries(designs) as [DesignName, Design][]).flatMap(([name, design]) =>
    design.files.map((one) => [pathOf(name, one).slice(3), one.file] as const),
  ),
);

/** What was drawn already, for whichever sandbox: the same file is always the same. */
const made = new Map<ArtFile, Promise<Uint8Array<ArrayBuffer>>>();

function bytesOf(file: ArtFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = made.get(file) ?? file.make();
  made.set(file, bytes);
  return bytes;
}

/**
 * Answers the addresses of pictures, whatever their host: the documented ones (`…/B5/VISA/<id>/w1536_h969.png`) and the
 * sandbox's own. A picture is drawn once, in slices of a few milliseconds. Anything it does not know is 404.
 *
 * @param later Runs something later, for the file that keeps everybody waiting.
 */
export function createArt(
  later: (run: () => void, milliseconds: number) => void,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const [, path = ''] = /\/[AB]5(\/.+)$/.exec(new URL(request.url).pathname) ?? [];
    const file = files.get(path);
    if (!file) return new Response('Not found', { status: 404 });
    const { delayMs = 0, mediaType } = file;
    if (delayMs > 0) await new Promise<void>((resolve) => later(resolve, delayMs));
    return new Response(await bytesOf(file), { headers: { 'content-type': mediaType } });
  };
}
