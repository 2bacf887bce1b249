'use client';

import type { SavedCard } from '@onfile/contract';
import { useEffect, useState } from 'react';
import { composeFace, type Face, type Picture } from './compose-face.ts';

/** How long a picture may take, in milliseconds, before the plate stays. */
const patience = 3000;

/** A card's picture, from the choice to the screen. */
export interface CardArtState {
  /** What the card's face is made of. */
  face: Face;
  /** The picture to draw; absent where the brand's plate is drawn: there is none, it failed, or it took longer than 3 seconds. */
  background: Picture | undefined;
  /** Whether the picture is there: until then the plate shows. */
  shown: boolean;
  /** For the `<img>` of the picture. Its text stands beside it, so it has no name of its own. */
  imgProps: { src: string; alt: ''; decoding: 'async'; onLoad: () => void; onError: () => void } | undefined;
}

/** A picture on its way: drawn unless it failed or took too long, and one that comes after that stays away. */
export function usePicture(url: string | undefined): Pick<CardArtState, 'shown' | 'imgProps'> {
  const [state, setState] = useState<{ url: string | undefined; is: 'waiting' | 'shown' | 'failed' }>({
    url,
    is: 'waiting',
  });
  if (state.url !== url) setState({ url, is: 'waiting' });
  const { is } = state;
  useEffect(() => {
    if (!url || is !== 'waiting') return;
    const timer = setTimeout(() => setState({ url, is: 'failed' }), patience);
    return () => clearTimeout(timer);
  }, [url, is]);
  if (url === undefined || is === 'failed') return { shown: false, imgProps: undefined };
  return {
    shown: is === 'shown',
    imgProps: {
      src: url,
      alt: '',
      decoding: 'async',
      onLoad: () => setState({ url, is: 'shown' }),
      onError: () => setState({ url, is: 'failed' }),
    },
  };
}

/** The art of a card: what to draw, and whether it can be seen. */
export function useCardArt({ assets }: Pick<SavedCard, 'assets'>): CardArtState {
  const face = composeFace(assets);
  const background = 'background' in face ? face.background : undefined;
  const { shown, imgProps } = usePicture(background?.url);
  return { face, background: imgProps && background, shown, imgProps };
}
