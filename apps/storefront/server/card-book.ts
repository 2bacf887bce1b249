import type { CardBook, CardNotes } from '@onfile/proxy';

/** What the shop keeps of its customers' cards. In memory: a real shop has a database. */
export function createCardBook(): CardBook {
  const books = new Map<string, Record<string, CardNotes>>();
  const bookOf = (customer: string) => {
    const book = books.get(customer) ?? {};
    books.set(customer, book);
    return book;
  };
  return {
    notes: (_cards, { number }) => bookOf(number),
    change: (card, { nickname, isDefault }, { number }) => {
      const book = bookOf(number);
      if (isDefault) for (const notes of Object.values(book)) delete notes.isDefault;
      const notes = (book[card] ??= {});
      if (nickname !== undefined) notes.nickname = nickname;
      if (isDefault) notes.isDefault = true;
    },
    removed: (card, { number }) => {
      delete bookOf(number)[card];
    },
  };
}
