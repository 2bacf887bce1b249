/** A bar over several processes: a file of `scripts/proofs` with its words, what a quick run says instead, and its seed. */
export const proof = (name, args, quick, seed) => ({
  script: `scripts/proofs/${name}.ts`,
  args,
  quick,
  ...(seed && { more: { ONFILE_SEED: seed } }),
});
