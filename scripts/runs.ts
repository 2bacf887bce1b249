/** How often a property is tried: the full count in `pnpm prove`, a sample in `pnpm test`. */
export const runs = (full: number, sample: number): number => (process.env['ONFILE_PROVE'] ? full : sample);

/** The seed of a run: printed by the property when it fails, and given back with `ONFILE_SEED`. */
export const seed = (): number => Number(process.env['ONFILE_SEED'] ?? 20_261_124);
