/** Exit codes of loadmark other than those of a verdict, which `exitCodeOf` in lib/gate/verdict gives. */
export const exitCodes = {
  done: 0,
  /** `doctor` found something missing, or `build` could not build. */
  failed: 1,
  wrongUsage: 2,
  /** loadmark itself failed: like an INVALID run, it says nothing about the target. */
  broken: 3,
} as const;
