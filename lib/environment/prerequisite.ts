/** Something of the environment that a scenario cannot do without. */
export interface Prerequisite {
  /** For documents and lists: "a token". */
  readonly what: string;
  /** Called in setup(). @throws Error that says how to provide it. */
  check(): void;
}
