import { isQuiet } from './chain-host.ts';

/** So many frames without a change are the end of it. */
const still = 2;

/** After so many frames a page is taken as it is: something in it never comes to rest. */
const patience = 300;

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

const isLoaded = () => [...document.images].every((img) => img.complete || img.loading === 'lazy');

/**
 * What `read` answers once it answers the same for some frames, with pictures and fonts there and nothing more to wait for. By
 * default it reads how much stands on the page.
 */
export async function settled(read: () => string = () => String(document.body.innerHTML.length)): Promise<string> {
  let last = '';
  for (let frame = 0, same = 0; frame < patience && same < still; frame++) {
    await nextFrame();
    await document.fonts.ready;
    const next = read();
    same = next === last && isQuiet() && isLoaded() ? same + 1 : 0;
    last = next;
  }
  return last;
}
