/** Variables that the command line itself reads, in addition to those of a scenario. A test finds each use in cli/. */
export const cliVariables = {
  LOADMARK_K6: {
    default: 'the binary that `npm run k6` has built, then `k6` on `PATH`',
    what: 'the k6 to run; `--k6` comes before it',
  },
  PATH: { default: "the system's", what: 'where k6 is looked for last' },
  GOMAXPROCS: {
    default: 'all cores that the container or the machine gives',
    what: 'cores that k6 may use: the measure of whether it was the bottleneck',
  },
  GITHUB_ACTIONS: { default: 'set by GitHub Actions', what: '`true`: limits that fail are annotated' },
  GITHUB_STEP_SUMMARY: { default: 'set by GitHub Actions', what: 'file to which summary.md of the run is appended' },
  K6_OUT: { default: 'none', what: 'outputs of k6, which the record names if they keep k6 from starting' },
  NO_COLOR: { default: 'colours on a terminal', what: 'any value: no colours' },
} as const;
