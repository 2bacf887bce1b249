import type { CardBook, CardNotes } from '@onfile/proxy';

/** A merchant's notes on cards, in memory. `written` are those that are there from the beginning. */
export function createCardBook(written: () => Promise<Record<string, CardNotes>>): CardBook {
  let opened: Promise<Record<string, CardNotes>> | undefined;
  const open = () => (opened ??= written());
  return {
    notes: open,
    change: async (card, { nickname, isDefault }) => {
      const notes = await open();
      if (isDefault) for (const one of Object.values(notes)) delete one.isDefault;
      notes[card] = { ...notes[card], ...(nickname !== undefined && { nickname }), ...(isDefault && { isDefault }) };
    },
  };
}
