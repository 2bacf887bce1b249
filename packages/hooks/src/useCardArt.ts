'use client';

import type { SavedCard } from '@onfile/contract';
import { type RefObject, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { composeFace, type Face, type Picture } from './compose-face.ts';
import { whenInView } from './when-in-view.ts';

/** How long a picture may take, in milliseconds, before the plate stays. */
const patience = 3000;

/** What comes within so many milliseconds is there at once, to the eye: it has nothing to fade in from. */
const atOnce = 100;

/**
 * For the `<img>` of a picture, which takes `src` for its `key`: another picture is another element, and none shows the one before.
 * Its text stands beside it, so it has no name of its own. `data-shown` comes on the element when the picture is there: `"true"`, or
 * `"late"` where the shopper has seen its empty place (longer than 100 ms), so that it may fade in. Nothing is rendered for it.
 */
export interface PictureProps {
  ref: RefObject<HTMLImageElement | null>;
  src: string;
  /** The picture as the proxy makes it for one, two and three pixels to a CSS pixel. */
  srcSet: string | undefined;
  alt: '';
  decoding: 'async';
  loading: 'lazy';
  onLoad: (event: SyntheticEvent<HTMLImageElement>) => void;
  onError: () => void;
}

/** A card's picture, from the choice to the screen. */
export interface CardArtState {
  /** What the card's face is made of. */
  face: Face;
  /** The picture to draw; absent where the brand's plate is drawn: there is none, it failed, or it took longer than 3 seconds. */
  background: Picture | undefined;
  /** For the `<img>` of the picture. */
  imgProps: PictureProps | undefined;
}

/** `since`: when it was asked for, by `performance.now()`. */
function show(img: HTMLImageElement, since: number): void {
  img.dataset['shown'] = performance.now() - since > atOnce ? 'late' : 'true';
}

/** Addresses by density. What is data already has one size. */
const srcSetOf = (url: string, width: number) =>
  url.startsWith('data:') ? undefined : [1, 2, 3].map((density) => `${url}?w=${density * width} ${density}x`).join();

/**
 * A picture on its way: drawn unless it failed or, once it is in view, took too long. One that comes after that stays away. `width`: how
 * wide it is drawn, in CSS pixels.
 */
export function usePicture(url: string | undefined, width: number): PictureProps | undefined {
  const ref = useRef<HTMLImageElement>(null);
  const [failed, setFailed] = useState<string>();
  const [since] = useState(() => performance.now());
  useEffect(() => {
    const img = ref.current;
    if (!img || !url) return;
    // It was there before this script: nothing will tell of it.
    if (img.complete && img.naturalWidth) show(img, since);
    let timer: ReturnType<typeof setTimeout>;
    const forget = whenInView(img, () => {
      timer = setTimeout(() => img.dataset['shown'] ?? setFailed(url), patience);
    });
    return () => {
      forget();
      clearTimeout(timer);
      // The element may go on to another card's picture: the one before neither stands for it nor ends its patience.
      delete img.dataset['shown'];
    };
  }, [url, since]);
  return url === undefined || url === failed
    ? undefined
    : {
        ref,
        src: url,
        srcSet: srcSetOf(url, width),
        alt: '',
        decoding: 'async',
        loading: 'lazy',
        onLoad: ({ currentTarget }) => show(currentTarget, since),
        onError: () => setFailed(url),
      };
}

/** The art of a card: what to draw, and what the picture's element is given. `width` as in `usePicture`; default 68, as in a row. */
export function useCardArt({ assets, brand }: Pick<SavedCard, 'assets' | 'brand'>, width = 68): CardArtState {
  const face = composeFace(assets, brand);
  const background = 'background' in face ? face.background : undefined;
  const imgProps = usePicture(background?.url, width);
  return { face, background: imgProps && background, imgProps };
}
