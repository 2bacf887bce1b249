import { type Picture, type SavedCard, useCardArt, usePicture } from '@onfile/hooks';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { styled } from 'styled-components';
import { brandPlate } from '../BrandPlate/BrandPlate.tsx';
import { SignsPlate } from '../BrandPlate/SignsPlate.tsx';
import { Img } from '../CardArt/CardArt.tsx';
import { LaterPlaceholder } from '../CardArt/LaterPlaceholder.tsx';
import { shortExpiry } from '../messages/card-words.ts';
import { luminance } from '../theme/check-contrast.ts';

/** Props of `CardFace`. */
export interface CardFaceProps extends ComponentPropsWithoutRef<'div'> {
  card: SavedCard;
}

/** How wide a face is at most, in CSS pixels: the pictures are asked for at this width. */
const width = 340;
const logoWidth = 136;

/** Black reads better than white above this relative luminance (WCAG 2.2); on either side the better one has at least 4.5:1. */
const middle = 0.179;

/** What text on a face is to be: measured for issuers' art, reckoned for the colour of a plate of signs. */
function toneOf(background: Picture | undefined, color: string | undefined): 'light' | 'dark' | 'unknown' | 'plate' {
  if (background) return background.tone ?? 'unknown';
  if (!color) return 'plate';
  return (luminance(color) ?? 0) > middle ? 'dark' : 'light';
}

/** A card, large, as its issuer drew it. Renders a `<div>` of a card's proportions; its text says what the picture shows. */
export const CardFace = forwardRef<HTMLDivElement, CardFaceProps>(function CardFace({ card, ...rest }, ref) {
  const { face, background, imgProps } = useCardArt(card, width);
  const layers = background && face.kind === 'layered' ? face : undefined;
  const issuerLogo = usePicture(layers?.issuerLogo?.url, logoWidth);
  const brandLogo = usePicture(layers?.brandLogo?.url, logoWidth);
  const coBrandLogo = usePicture(layers?.coBrandLogo?.url, logoWidth);
  const signs = face.kind === 'signs' ? face : undefined;
  const sign = usePicture((signs?.issuerLogo ?? signs?.icon)?.url, logoWidth);
  return (
    <Frame
      ref={ref}
      data-face={background ? face.kind : 'plate'}
      data-tone={toneOf(background, sign && signs?.color)}
      {...rest}
    >
      {background?.placeholder && <LaterPlaceholder hash={background.placeholder} />}
      {sign && <SignsPlate sign={sign} color={signs?.color} size="large" />}
      {!background && !sign && brandPlate(face, card.brand)}
      {/* By address: another card's picture is another element, and nothing of the one before is seen under these digits. */}
      {imgProps && <Img key={`art ${imgProps.src}`} {...imgProps} loading="eager" />}
      {issuerLogo && <Logo key={`issuer ${issuerLogo.src}`} data-logo="issuer" {...issuerLogo} />}
      {brandLogo && <Logo key={`brand ${brandLogo.src}`} data-logo="brand" {...brandLogo} />}
      {coBrandLogo && <Logo key={`co-brand ${coBrandLogo.src}`} data-logo="co-brand" {...coBrandLogo} />}
      {(layers ? !issuerLogo : !background && !sign) && card.bank && (
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
  max-inline-size: 44%;
  object-fit: contain;
  opacity: 0;
  &[data-shown] {
    opacity: 1;
  }
  &[data-logo='brand'],
  &[data-logo='co-brand'] {
    inset-inline: auto 6.5%;
    max-inline-size: 26%;
  }
  &[data-logo='co-brand'] {
    inset-block-start: 29%;
  }
  @media (prefers-reduced-motion: no-preference) {
    &[data-shown='late'] {
      transition: opacity var(--onfile-motion-quick) ease-out;
    }
  }
`;

/** The bank's name in the upper corner. On art it stands in a soft shade of its own, which leaves alone what is printed beside it. */
const Issuer = styled.span.withConfig({ componentId: 'onfile-face-issuer' })`
  /* Measured, as the scrim of the line below: enough for the whitest and the blackest art. */
  --shade: #0009;
  position: absolute;
  inset-inline-start: 6.5%;
  inset-block-start: 9.3%;
  max-inline-size: 48.5%;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  border-radius: 1em;
  background: var(--shade);
  box-shadow: 0 0 2em 1.6em var(--shade);
  font-weight: 600;
  font-size: 5.4cqi;
  [data-tone='dark'] > & {
    --shade: #fff9;
  }
  [data-face='plate'] > & {
    --shade: #0000;
  }
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
  /* Measured: no art is so busy that the text on it has less than 4.5:1. On art that needs no scrim it is hardly seen. */
  background: linear-gradient(transparent, #000000a8 52%, #000000bf);
  [data-tone='dark'] > & {
    background: linear-gradient(transparent, #ffffffb8 52%, #ffffffd9);
  }
  /* Its own colours are known: it needs none. */
  [data-face='plate'] > & {
    background: none;
  }
`;

const Small = styled.bdi.withConfig({ componentId: 'onfile-face-expiry' })`
  margin-inline-start: auto;
  font-size: 0.82em;
`;
