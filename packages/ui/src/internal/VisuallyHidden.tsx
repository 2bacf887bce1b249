import { styled } from 'styled-components';

/** Read, not seen. */
export const VisuallyHidden = styled.span.withConfig({ componentId: 'onfile-hidden' })`
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;
