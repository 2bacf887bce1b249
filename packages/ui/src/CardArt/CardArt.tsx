import { composeFace, type SavedCard } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { styled } from 'styled-components';
import { BrandPlate } from '../BrandPlate/BrandPlate.tsx';
import { theme } from '../theme/theme.ts';
import { usePicture } from './usePicture.ts';

/** Props of `CardArt`. */
export interface CardArtProps extends ComponentPropsWithoutRef<'span'> {
  card: Pick<SavedCard, 'brand' | 'assets'>;
}

/** A card's art, small, beside its text: the issuer's own, else the brand's plate. Decoration: it has no name. */
export const CardArt = forwardRef<HTMLSpanElement, CardArtProps>(function CardArt({ card, ...rest }, ref) {
  const face = composeFace(card.assets);
  const art = face.kind === 'combined' || face.kind === 'layered' ? face.background : undefined;
  const { shown, failed, onLoad, onError } = usePicture(art?.url);
  return (
    <Frame ref={ref} data-face={failed ? 'plate' : face.kind} {...rest}>
      <BrandPlate brand={card.brand} small />
      {art && !failed && (
        <Img
          src={art.url}
          alt=""
          width={68}
          height={43}
          decoding="async"
          data-shown={shown}
          onLoad={onLoad}
          onError={onError}
        />
      )}
    </Frame>
  );
});

const Frame = styled.span.withConfig({ componentId: 'onfile-art' })`
  position: relative;
  display: block;
  inline-size: 68px;
  block-size: 43px;
  flex: none;
  overflow: hidden;
  border-radius: ${theme.radius.art};
  box-shadow: ${theme.shadow.art};
  &::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
    box-shadow: inset 0 0 0 1px #ffffff1f;
  }
  @container onfile (max-width: 399px) {
    inline-size: 58px;
    block-size: 37px;
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
  transition: opacity ${theme.motion.quick} ease-out;
  &[data-shown='true'] {
    opacity: 1;
  }
  @media (prefers-reduced-motion: reduce) {
    transition: none;
  }
`;
