/** A bar over several processes: a file of `scripts/proofs` with its words, what a quick run says instead, its seed, and how fast its clock is. */
export const proof = (name, args, quick, seed, factor) => ({
  script: `scripts/proofs/${name}.ts`,
  args,
  quick,
  more: { ...(seed && { ONFILE_SEED: seed }), ...(factor && { PROOF_FACTOR: factor }) },
});
