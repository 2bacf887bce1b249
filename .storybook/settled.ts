import { isQuiet } from './chain-host.ts';

/** So many frames without a change are the end of it. */
const still = 2;

/** After so many frames a page is taken as it is: something in it never comes to rest. */
const patience = 300;

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Whether every picture is there. One that waits until it is near the window is asked for now: a review looks at the whole page. */
function isLoaded(): boolean {
  const images = [...document.images];
  for (const img of images) img.loading = 'eager';
  return images.every((img) => img.complete);
}

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
