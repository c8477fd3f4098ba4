/** One system under test. */
export interface Target {
  /** As --target. */
  readonly url: string;
  /** As --metrics. */
  readonly metrics?: string;
}

/** The systems of one environment. */
export interface Targets extends Target {
  /** For scenarios whose server listens elsewhere, by the name of the scenario. Such a target has its own metrics, or none. */
  readonly byScenario?: Readonly<Record<string, Target>>;
}

/** A server of the project's own that a run starts, and ends. */
export interface Testbed {
  /** For the shell, in the folder of the configuration, such as `node server.js`. */
  readonly command: string;
  /** What answers as soon as it is ready, with any status; by default the target. */
  readonly ready?: string;
  /** How long it may take to be ready; by default 30 s. */
  readonly timeoutMs?: number;
}

/** What a project says of itself in `loadmark.config.ts`. An option of the command line, or a variable, wins over it. */
export interface Config {
  /** Folder of the scenarios, relative to the configuration; by default `load`. */
  readonly scenarios?: string;
  /** Folder of the records; by default `results`. */
  readonly results?: string;
  /** Where the load goes, by --env. */
  readonly targets?: { readonly local?: Targets; readonly staging?: Targets; readonly production?: Targets };
  /** Started for a run with --env local, unless something listens at its target already. */
  readonly testbed?: Testbed;
}

/** Gives a configuration its type: `export default defineConfig({ ... })` in `loadmark.config.ts`. */
export const defineConfig = (config: Config): Config => config;
