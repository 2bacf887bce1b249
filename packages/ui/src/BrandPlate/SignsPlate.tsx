import { type Face, usePicture } from '@onfile/hooks';
import { type ReactNode, useCallback } from 'react';
import { styled } from 'styled-components';

interface SignsPlateProps {
  signs: Extract<Face, { kind: 'signs' }>;
  small: boolean;
  /** Where the sign does not load. */
  instead: ReactNode;
}

/** A plate in the colour of the issuer's icon, with the issuer's own sign. */
export function SignsPlate({ signs: { icon, issuerLogo, color }, small, instead }: SignsPlateProps) {
  const sign = usePicture((small ? (icon ?? issuerLogo) : (issuerLogo ?? icon))?.url, small ? 68 : 204);
  // Set by script: a strict policy takes no style attribute from a server.
  const ground = useCallback(
    (element: HTMLElement | null) => {
      if (color) element?.style.setProperty('background-color', color);
    },
    [color],
  );
  return sign ? (
    <Ground ref={ground} data-size={small ? 'small' : 'large'}>
      <Sign {...sign} />
    </Ground>
  ) : (
    instead
  );
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
  block-size: auto;
  max-inline-size: 72%;
  max-block-size: 72%;
  object-fit: contain;
  opacity: 0;
  &[data-shown='true'] {
    opacity: 1;
  }
  [data-size='large'] > & {
    inset: auto;
    inset-block-start: 9%;
    inset-inline-start: 6.5%;
    margin: 0;
    max-inline-size: 45%;
    max-block-size: 24%;
  }
`;
