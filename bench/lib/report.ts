/** A goal beside what was measured. */
export interface Finding {
  what: string;
  measured: number | string;
  goal: number | string;
  held: boolean;
}

/** What one benchmark brings back. */
export interface Report {
  /** Every figure, as rows of a table. */
  table: Record<string, number | string>[];
  findings: Finding[];
}

/** A finding whose figure may be as large as `goal` and no larger. */
export const atMost = (what: string, measured: number, goal: number): Finding => ({
  what,
  measured,
  goal,
  held: measured <= goal,
});

/** A finding whose figure may be as small as `goal` and no smaller. */
export const atLeast = (what: string, measured: number, goal: number): Finding => ({
  what,
  measured,
  goal: `≥ ${goal}`,
  held: measured >= goal,
});

/** A number with so many decimals. */
export const rounded = (value: number, decimals = 2): number => Number(value.toFixed(decimals));
