import { type SavedCard, useCardArt } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { styled } from 'styled-components';
import { brandPlate } from '../BrandPlate/BrandPlate.tsx';
import { LaterPlaceholder } from './LaterPlaceholder.tsx';

/** Props of `CardArt`. */
export interface CardArtProps extends ComponentPropsWithoutRef<'span'> {
  card: SavedCard;
}

/** A card's art, small, beside its text: the issuer's own, else the brand's plate. Decoration: it has no name. */
export const CardArt = forwardRef<HTMLSpanElement, CardArtProps>(function CardArt({ card, ...rest }, ref) {
  const { face, background, imgProps } = useCardArt(card);
  return (
    <Frame ref={ref} data-face={background ? face.kind : 'plate'} {...rest}>
      {background?.placeholder && <LaterPlaceholder hash={background.placeholder} />}
      {imgProps ? <Img key={imgProps.src} {...imgProps} width={68} height={43} /> : brandPlate(face, card.brand, true)}
    </Frame>
  );
});

const Frame = styled.span.withConfig({ componentId: 'onfile-art' })`
  position: relative;
  display: block;
  inline-size: var(--onfile-art-width);
  aspect-ratio: 1.586;
  flex: none;
  overflow: hidden;
  border-radius: var(--onfile-art-radius);
  background: var(--onfile-color-border);
  box-shadow: var(--onfile-art-shadow);
  &::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
    box-shadow: inset 0 0 0 1px #ffffff1f;
  }
  @container onfile (max-width: 399px) {
    inline-size: var(--onfile-art-widthNarrow);
  }
  @media (forced-colors: active) {
    outline: 1px solid CanvasText;
    forced-color-adjust: none;
  }
`;

/** The picture over the plate. */
export const Img = styled.img.withConfig({ componentId: 'onfile-picture' })`
  position: absolute;
  inset: 0;
  display: block;
  inline-size: 100%;
  block-size: 100%;
  max-inline-size: none;
  object-fit: cover;
  opacity: 0;
  &[data-shown] {
    opacity: 1;
  }
  /* A fade costs more than the rest of a row: only where there is something to fade in from (decision 15). */
  @media (prefers-reduced-motion: no-preference) {
    &[data-shown='late'] {
      transition: opacity var(--onfile-motion-quick) ease-out;
    }
  }
`;
