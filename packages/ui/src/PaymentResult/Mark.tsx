import { styled } from 'styled-components';
import { icon, iconLines } from '../internal/Icons.tsx';

const signs = {
  success: /* @__PURE__ */ icon(24, 2.8, 'm5.5 12.5 4.5 4.5 8.5-9.5'),
  warning: /* @__PURE__ */ icon(24, 3.2, 'M6 12h.01M12 12h.01M18 12h.01'),
  danger: /* @__PURE__ */ icon(24, 2.8, 'M12 5v8.5M12 19h.01'),
};

/** How it went, at a glance. Decoration: the words beside it say the same. */
export const Mark = ({ kind }: { kind: 'success' | 'warning' | 'danger' }) => (
  <Round data-kind={kind} aria-hidden="true">
    {signs[kind]}
  </Round>
);

const Round = styled.span.withConfig({ componentId: 'onfile-result-mark' })`
  display: grid;
  place-items: center;
  inline-size: 44px;
  block-size: 44px;
  border-radius: 50%;
  ${iconLines}
  color: var(--onfile-color-success);
  background: var(--onfile-color-successSubtle);
  &[data-kind='warning'] {
    color: var(--onfile-color-warning);
    background: var(--onfile-color-warningSubtle);
  }
  &[data-kind='danger'] {
    color: var(--onfile-color-danger);
    background: var(--onfile-color-dangerSubtle);
  }
`;
