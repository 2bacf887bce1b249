import { type Face, type PictureProps, usePicture } from '@onfile/hooks';
import { type ReactNode, useCallback } from 'react';
import { styled } from 'styled-components';

interface SignsPlateProps {
  sign: PictureProps;
  color: string | undefined;
  size: 'small' | 'large';
}

/** A plate in the colour of the issuer's icon, with the issuer's own sign. */
export function SignsPlate({ sign, color, size }: SignsPlateProps) {
  // Set by script: a strict policy takes no style attribute from a server.
  const ground = useCallback(
    (element: HTMLElement | null) => {
      if (color) element?.style.setProperty('background-color', color);
    },
    [color],
  );
  return (
    <Ground key={color} ref={ground} data-size={size}>
      <Sign key={sign.src} {...sign} />
    </Ground>
  );
}

/** In a row the icon, which is made to be small. `instead`: where the sign does not load. */
export function SmallSignsPlate({ signs, instead }: { signs: Extract<Face, { kind: 'signs' }>; instead: ReactNode }) {
  const sign = usePicture((signs.icon ?? signs.issuerLogo)?.url, 68);
  return sign ? <SignsPlate sign={sign} color={signs.color} size="small" /> : instead;
}

const Ground = styled.span.withConfig({ componentId: 'onfile-signs' })`
  position: absolute;
  inset: 0;
  background: #475063;
`;

const Sign = styled.img.withConfig({ componentId: 'onfile-sign' })`
  position: absolute;
  inset: 0;
  margin: auto;
  inline-size: auto;
  /* Of the plate, and not its own: an icon of few pixels would shrink where a screen has many. */
  block-size: 72%;
  max-inline-size: 72%;
  object-fit: contain;
  opacity: 0;
  &[data-shown] {
    opacity: 1;
  }
  [data-size='large'] > & {
    inset: auto;
    inset-block-start: 9%;
    inset-inline-start: 6.5%;
    margin: 0;
    block-size: 24%;
    max-inline-size: 45%;
  }
`;
