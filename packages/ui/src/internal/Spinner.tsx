import { styled } from 'styled-components';

/** Turns; stands still for those who asked for it, and the words say the same. */
export const Spinner = styled.span.withConfig({ componentId: 'onfile-spinner' })`
  box-sizing: border-box;
  inline-size: 20px;
  block-size: 20px;
  border: 2px solid currentColor;
  border-inline-end-color: transparent;
  border-radius: 50%;
  @keyframes onfile-turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    animation: onfile-turn 0.9s linear infinite;
  }
`;
