import type { CardBook, CardNotes } from '@onfile/proxy';

/** A merchant's notes on cards, in memory. `written` are those that are there from the beginning; while it `refuses`, it keeps no change. */
export function createCardBook(written: () => Promise<Record<string, CardNotes>>, refuses: () => boolean): CardBook {
  let opened: Promise<Record<string, CardNotes>> | undefined;
  const open = () => (opened ??= written());
  return {
    notes: open,
    change: async (card, { nickname, isDefault }) => {
      if (refuses()) throw new Error('The book of cards cannot be written.');
      const notes = await open();
      if (isDefault) for (const one of Object.values(notes)) delete one.isDefault;
      notes[card] = { ...notes[card], ...(nickname !== undefined && { nickname }), ...(isDefault && { isDefault }) };
    },
  };
}
