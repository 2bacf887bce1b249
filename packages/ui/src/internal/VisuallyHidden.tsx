import { css, styled } from 'styled-components';

/** Read, not seen. */
export const visuallyHidden = css`
  position: absolute;
  display: block;
  padding: 0;
  font: inherit;
  inline-size: 1px;
  block-size: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

/** Text for those who listen. */
export const VisuallyHidden = styled.span.withConfig({ componentId: 'onfile-hidden' })`
  ${visuallyHidden}
`;
