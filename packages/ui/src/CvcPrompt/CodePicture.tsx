import { styled } from 'styled-components';

/** Where the code is: ringed at the end of the signature on the back, or above the number on the front. Decoration: words say it too. */
export const CodePicture = ({ side }: { side: 'back' | 'front' }) => (
  <Svg width="52" height="34" viewBox="0 0 52 34" fill="none" aria-hidden="true" data-side={side}>
    <rect className="edge" x=".75" y=".75" width="50.5" height="32.5" rx="5" />
    {side === 'back' ? (
      <>
        <path className="stripe" d="M1.5 6.5h49v6h-49z" />
        <path className="shade" d="M6 17h26.5v7H6z" />
        <rect className="code" x="33.5" y="15" width="13" height="11" rx="5.5" />
      </>
    ) : (
      <>
        <rect className="stripe" x="6" y="7.5" width="9" height="7" rx="1.5" />
        <path className="shade" d="M6 22h26.5v4H6z" />
        <rect className="code" x="29" y="6" width="17" height="11" rx="5.5" />
      </>
    )}
  </Svg>
);

const Svg = styled.svg.withConfig({ componentId: 'onfile-code-picture' })`
  grid-area: 1 / 2;
  display: block;
  & .edge {
    stroke: var(--onfile-color-textMuted);
    stroke-width: 1.5;
  }
  & .stripe {
    fill: var(--onfile-color-textMuted);
    opacity: 0.6;
  }
  & .shade {
    fill: var(--onfile-color-textMuted);
    opacity: 0.28;
  }
  & .code {
    stroke: var(--onfile-color-accent);
    stroke-width: 2;
  }
`;
