'use client';

import { type RefObject, type SyntheticEvent, useLayoutEffect, useRef } from 'react';
import type { CardRemoval } from './useRemoveCard.ts';

/** The attributes of a `<dialog>` that asks whether a card is to be removed. Render it while `removal.pending` is a card. */
export interface RemoveDialog {
  dialogProps: {
    ref: RefObject<HTMLDialogElement | null>;
    onCancel: (event: SyntheticEvent<HTMLDialogElement>) => void;
    onClose: () => void;
  };
  cancelProps: { type: 'button'; onClick: () => void };
  confirmProps: { type: 'button'; onClick: () => void; 'aria-disabled': boolean };
}

/** Opens a native dialog as a modal one, and closes it before it leaves the document: only then does the focus go back to where it was. */
export function useRemoveDialog({ pending, removing, confirm, cancel }: CardRemoval): RemoveDialog {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element?.open) element?.showModal();
    return () => element?.close();
  }, []);
  return {
    dialogProps: {
      ref,
      onCancel: (event) => {
        event.preventDefault();
        cancel();
      },
      // A browser lets a second Escape close a dialog, whatever is said of the first. One that is open again by the time this is heard
      // (StrictMode runs effects twice) was not closed by anybody.
      onClose: () => {
        if (!ref.current?.open) cancel();
      },
    },
    cancelProps: { type: 'button', onClick: cancel },
    confirmProps: {
      type: 'button',
      onClick: confirm,
      'aria-disabled': removing.some(({ id }) => id === pending?.id),
    },
  };
}
