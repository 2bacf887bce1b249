/** How many cards each shopper had when their list was last read. Counts and nothing else, and gone with the page. */
export const lastCounts = new Map<string, number>();
