import { styled } from 'styled-components';

/** The panel answers to this, and not to the window. */
export const Outer = styled.div.withConfig({ componentId: 'onfile-outer' })`
  container: onfile-outer / inline-size;
  inline-size: 100%;
`;

/** The ground of a whole screen of the kit. */
export const Panel = styled.section.withConfig({ componentId: 'onfile-panel' })`
  box-sizing: border-box;
  margin: 0;
  max-inline-size: 480px;
  padding: var(--onfile-space-panel);
  border: 1px solid var(--onfile-color-border);
  border-radius: var(--onfile-radius-panel);
  background: var(--onfile-color-surface);
  color: var(--onfile-color-text);
  line-height: 1.4;
  box-shadow: var(--onfile-shadow-panel);
  @container onfile-outer (max-width: 440px) {
    padding: 16px var(--onfile-space-panelNarrow);
    border: 0;
    border-radius: 0;
    box-shadow: none;
  }
`;

/** The heading, and a word beside it. */
export const Header = styled.div.withConfig({ componentId: 'onfile-header' })`
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  justify-content: space-between;
  gap: 4px 16px;
  margin-block-end: 14px;
  padding-inline: 2px;
  & h2 {
    margin: 0;
    font-size: var(--onfile-font-title);
    font-weight: 700;
    line-height: 1.3;
  }
  & h2:focus {
    outline: none;
  }
  & span {
    color: var(--onfile-color-textMuted);
    font-size: 0.875rem;
  }
`;

/** Something went wrong. */
export const Alert = styled.div.withConfig({ componentId: 'onfile-alert' })`
  box-sizing: border-box;
  margin-block-end: 14px;
  padding: 12px 16px;
  border-radius: var(--onfile-radius-control);
  background: var(--onfile-color-dangerSubtle);
  color: var(--onfile-color-text);
  font-size: 0.9375rem;
  /* Seen where the system's colours take the ground away. */
  outline: 1px solid transparent;
  outline-offset: -1px;
  & strong {
    display: block;
    color: var(--onfile-color-danger);
  }
`;

/** Where what happened is spoken. Keeps its place when there is nothing to say. */
export const News = styled.div.withConfig({ componentId: 'onfile-news' })`
  box-sizing: border-box;
  min-block-size: 16px;
  padding: 4px 2px;
  color: var(--onfile-color-textMuted);
  font-size: 0.875rem;
  /* What can be taken back is in sight, however long the list is. */
  &[data-open='true'] {
    position: sticky;
    z-index: 1;
    inset-block-end: 12px;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    min-block-size: 48px;
    margin-block: 12px;
    padding: 4px 16px;
    border: 1px solid var(--onfile-color-border);
    border-radius: var(--onfile-radius-control);
    background: var(--onfile-color-surfaceRaised);
    color: var(--onfile-color-text);
    box-shadow: var(--onfile-shadow-panel);
  }
`;
