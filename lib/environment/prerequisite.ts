/** A variable that names what is under test. */
export type TargetName = 'TARGET_URL' | 'DATABASE_URL' | 'VECTORS_URL';

/** Something of the environment that a scenario cannot do without. */
export interface Prerequisite {
  /** For documents and lists: "a token". */
  readonly what: string;
  /** What is under test, where that is not TARGET_URL alone. */
  readonly targets?: readonly TargetName[];
  /** The module that stock k6 lacks: `k6/x/postgres`. */
  readonly extension?: string;
  /** Called in setup(). @throws Error that says how to provide it. */
  check(): void;
}

/** What is under test: TARGET_URL, where nothing says otherwise. */
export function targetsOf(needs: readonly Prerequisite[]): readonly TargetName[] {
  const named = needs.flatMap(({ targets = [] }) => targets);
  return named.length === 0 ? ['TARGET_URL'] : [...new Set(named)];
}

/** Several as one, for what a single user cannot do without. */
export function allOf(needs: readonly Prerequisite[]): Prerequisite {
  const extension = needs.find((need) => need.extension !== undefined)?.extension;
  const targets = targetsOf(needs);
  return {
    what: needs.map(({ what }) => what).join(' and '),
    ...(targets.some((name) => name !== 'TARGET_URL') && { targets }),
    ...(extension !== undefined && { extension }),
    check() {
      for (const need of needs) need.check();
    },
  };
}
