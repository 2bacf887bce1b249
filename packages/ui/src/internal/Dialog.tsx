import { type ForwardedRef, type RefObject, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { styled } from 'styled-components';
import { theme } from '../theme/theme.ts';

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
  margin: auto;
  max-inline-size: min(400px, calc(100vw - 32px));
  padding: 24px;
  border: 1px solid ${theme.color.border};
  border-radius: ${theme.radius.panel};
  background: ${theme.color.surfaceRaised};
  color: ${theme.color.text};
  line-height: 1.4;
  box-shadow: ${theme.shadow.panel};
  &::backdrop {
    background: #0b0e14a6;
  }
  & h2 {
    margin: 0 0 8px;
    font-size: ${theme.font.title};
    font-weight: 700;
    line-height: 1.3;
  }
  & h2:focus {
    outline: none;
  }
  & p {
    margin: 0;
    color: ${theme.color.textMuted};
  }
`;

/** What can be answered. */
export const Buttons = styled.div.withConfig({ componentId: 'onfile-dialog-buttons' })`
  display: flex;
  flex-wrap: wrap;
  justify-content: flex-end;
  gap: 12px;
  margin-block-start: 20px;
`;

/** A button that is not the main one. */
export const Quiet = styled.button.withConfig({ componentId: 'onfile-button' })`
  min-block-size: 44px;
  padding-inline: 20px;
  border: 1px solid ${theme.color.borderStrong};
  border-radius: ${theme.radius.control};
  background: none;
  color: inherit;
  font: inherit;
  font-weight: ${theme.font.weight};
  cursor: pointer;
`;
