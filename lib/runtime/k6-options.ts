// What a scenario shows of k6's options, in types of its own: those of @types/k6 do not compile in every project that imports this one.

/** One of k6's executors, with its settings. */
export interface Executor {
  readonly executor: string;
  /** Name of the exported function that it runs. */
  readonly exec?: string;
  readonly [setting: string]: string | number | undefined;
}

/** k6's options of a script, as far as the library reads them; k6 gets more. */
export interface ScriptOptions {
  readonly scenarios?: Readonly<Record<string, { readonly executor: string; readonly exec?: string }>>;
  readonly thresholds?: Readonly<Record<string, readonly unknown[]>>;
}
