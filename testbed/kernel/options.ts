/** What a testbed is started with. A system adds its own (`declare module '../kernel/options'`). */
export interface TestbedOptions {
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** 0 finds a free one between 20000 and 32000. @default 8000 */
  readonly port?: number;
  /**
   * A second port for the same server, where clients of the agent API look for it; 0 finds a free one.
   * @default 8002 where no `port` is given, otherwise none
   */
  readonly agentPort?: number;
  /** Defects that are on from the start, each `name` or `name=value`. @default [] */
  readonly defects?: readonly string[];
  /** Folders whose folders are read for systems. @default [testbed/] */
  readonly systemFolders?: readonly URL[];
}

/** An option of the command line. Its value is the option of `TestbedOptions` of the same name: `--task-ms` is `taskMs`. */
export interface CommandOption {
  /** `--task-ms <N>`, or `--database` for one that is either there or not. */
  readonly flags: string;
  /** One line for the usage, with the default. */
  readonly does: string;
  /** The largest whole number that it takes, from 0; without it, the option takes any text. */
  readonly max?: number;
}
