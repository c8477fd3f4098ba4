/** Something of the environment that a scenario cannot do without. */
export interface Prerequisite {
  /** For documents and lists: "a token". */
  readonly what: string;
  /** It is what is under test, so that no TARGET_URL is needed. */
  readonly insteadOfTarget?: true;
  /** Called in setup(). @throws Error that says how to provide it. */
  check(): void;
}
