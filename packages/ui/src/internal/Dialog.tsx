import { type ForwardedRef, type RefObject, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { styled } from 'styled-components';

/** A `<dialog>` that is open and modal for as long as it is rendered. */
export function useModal(ref: ForwardedRef<HTMLDialogElement>): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => dialog.current);
  // Closed before it leaves the document: only then does the browser give the focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return dialog;
}

/** The ground of a question. */
export const Dialog = styled.dialog.withConfig({ componentId: 'onfile-dialog' })`
  box-sizing: border-box;
  margin: auto;
  max-inline-size: min(400px, calc(100vw - 32px));
  padding: 24px;
  border: 1px solid var(--onfile-color-border);
  border-radius: var(--onfile-radius-panel);
  background: var(--onfile-color-surfaceRaised);
  color: var(--onfile-color-text);
  line-height: 1.4;
  box-shadow: var(--onfile-shadow-panel);
  &::backdrop {
    background: #0b0e14a6;
  }
  & h2 {
    margin: 0 0 8px;
    font-size: var(--onfile-font-title);
    font-weight: 700;
    line-height: 1.3;
  }
  & h2:focus {
    outline: none;
  }
  & p {
    margin: 0;
    color: var(--onfile-color-textMuted);
  }
`;

/** What can be answered. */
export const Buttons = styled.div.withConfig({ componentId: 'onfile-dialog-buttons' })`
  box-sizing: border-box;
  display: flex;
  flex-wrap: wrap;
  justify-content: flex-end;
  gap: 12px;
  margin-block-start: 20px;
`;

/** A button that is not the main one. */
export const Quiet = styled.button.withConfig({ componentId: 'onfile-button' })`
  box-sizing: border-box;
  margin: 0;
  color: inherit;
  font: inherit;
  letter-spacing: inherit;
  text-transform: none;
  min-block-size: 44px;
  padding-inline: 20px;
  border: 1px solid var(--onfile-color-borderStrong);
  border-radius: var(--onfile-radius-control);
  background: none;
  font-weight: var(--onfile-font-weight);
  cursor: pointer;
`;
