import { type SavedCard, useCardArt, usePicture } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { styled } from 'styled-components';
import { brandPlate } from '../BrandPlate/BrandPlate.tsx';
import { Img } from '../CardArt/CardArt.tsx';
import { shortExpiry } from '../messages/card-words.ts';

/** Props of `CardFace`. */
export interface CardFaceProps extends ComponentPropsWithoutRef<'div'> {
  card: SavedCard;
}

/** A card, large, as its issuer drew it. Renders a `<div>` of a card's proportions; its text says what the picture shows. */
export const CardFace = forwardRef<HTMLDivElement, CardFaceProps>(function CardFace({ card, ...rest }, ref) {
  const { face, background, imgProps } = useCardArt(card);
  const issuerLogo = 'issuerLogo' in face ? face.issuerLogo : undefined;
  const isLayered = background !== undefined && face.kind === 'layered';
  const logo = usePicture(isLayered ? issuerLogo?.url : undefined);
  return (
    <Frame
      ref={ref}
      data-face={background ? face.kind : 'plate'}
      data-tone={background ? (background.tone ?? 'unknown') : 'plate'}
      {...rest}
    >
      {!background && brandPlate(card.brand)}
      {imgProps && <Img {...imgProps} loading="eager" />}
      {logo && <Logo {...logo} />}
      {(!background || (isLayered && !logo)) && card.bank && (
        <Issuer>
          <bdi>{card.bank}</bdi>
        </Issuer>
      )}
      <Line>
        <bdi dir="ltr">•••• {card.last4}</bdi>
        <Small dir="ltr">{shortExpiry(card)}</Small>
      </Line>
    </Frame>
  );
});

const Frame = styled.div.withConfig({ componentId: 'onfile-face' })`
  box-sizing: border-box;
  position: relative;
  container-type: inline-size;
  aspect-ratio: 1.586;
  inline-size: 100%;
  max-inline-size: 340px;
  overflow: hidden;
  border-radius: var(--onfile-art-faceRadius);
  background: var(--onfile-color-border);
  box-shadow: var(--onfile-art-faceShadow);
  color: #fff;
  /* As the neutral plate: light text can be read before a plate is there. */
  &[data-face='plate'] {
    background: #475063;
  }
  &[data-tone='dark'] {
    color: #16181d;
  }
  /* A hairline: dark art keeps its edge on a dark page. */
  &::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
    box-shadow: inset 0 0 0 1px #ffffff24;
    pointer-events: none;
  }
  @media (forced-colors: active) {
    outline: 1px solid CanvasText;
    forced-color-adjust: none;
  }
`;

const Logo = styled.img.withConfig({ componentId: 'onfile-face-logo' })`
  position: absolute;
  inset-block-start: 9%;
  inset-inline-start: 6.5%;
  block-size: 13%;
  inline-size: auto;
  max-inline-size: 60%;
`;

const Issuer = styled.span.withConfig({ componentId: 'onfile-face-issuer' })`
  box-sizing: border-box;
  position: absolute;
  inset-block-start: 9.5%;
  inset-inline: 6.5% 45%;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-weight: 600;
  font-size: 5.4cqi;
`;

/** Digits and date on the lower edge, on a scrim of their own: art may be busy, and its tone is not always known. */
const Line = styled.span.withConfig({ componentId: 'onfile-face-line' })`
  box-sizing: border-box;
  position: absolute;
  inset-inline: 0;
  inset-block-end: 0;
  display: flex;
  align-items: baseline;
  gap: 1em;
  padding: 14% 6.5% 6.2%;
  font-size: 5.6cqi;
  font-variant-numeric: tabular-nums;
  letter-spacing: 0.04em;
  background: linear-gradient(transparent, #0000009c);
  [data-tone='dark'] > & {
    background: linear-gradient(transparent, #ffffffb8);
  }
`;

const Small = styled.bdi.withConfig({ componentId: 'onfile-face-expiry' })`
  margin-inline-start: auto;
  font-size: 0.82em;
`;
