import type { CardBook, CardFactsByName, CardNotes, Customer } from '@onfile/proxy';

/** A series that a card is charged for, by what the payment page tells of the card. */
export interface Charging {
  name: string;
  card?: { brand: string; last4: string };
}

/** The notes, and beside each card the series that charge one of its kind and last digits. */
function withUse(
  book: Readonly<Record<string, CardNotes>>,
  facts: CardFactsByName,
  charging: readonly Charging[],
): Record<string, CardNotes> {
  const notes: Record<string, CardNotes> = { ...book };
  for (const [name, { brand, last4 }] of Object.entries(facts)) {
    const usedBy = charging.flatMap(({ name: what, card }) =>
      card?.last4 === last4 && card.brand === brand ? what : [],
    );
    if (usedBy.length) notes[name] = { ...notes[name], usedBy };
  }
  return notes;
}

/** What the shop keeps of its customers' cards. In memory: a real shop has a database. `charging` knows their series. */
export function createCardBook(charging: (customer: Customer) => Promise<Charging[]>): CardBook {
  const books = new Map<string, Record<string, CardNotes>>();
  const bookOf = (customer: string) => {
    const book = books.get(customer) ?? {};
    books.set(customer, book);
    return book;
  };
  return {
    notes: async (_cards, customer, facts) => withUse(bookOf(customer.number), facts, await charging(customer)),
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
