import type { Project } from '../project/project';
import type { EnvironmentName } from '../target-guard';

/** What `loadmark run` was asked for. */
export interface RunRequest {
  /** Name of a scenario, or path of its source or of a bundle. */
  readonly script: string;
  readonly project: Project;
  readonly environmentName: EnvironmentName;
  readonly confirmedProduction: boolean;
  /** Settings given as options, by the name of the variable that they stand for. */
  readonly settings: Readonly<Record<string, string | undefined>>;
  /** NAME=VALUE pairs of -e. */
  readonly pairs: readonly string[];
  readonly k6: string | undefined;
  /** How long the run may take, instead of what its script says. */
  readonly timeoutMs: number | undefined;
  /** Most runs, while k6 was the bottleneck of each; at least 1. */
  readonly attempts: number;
  /**
   * Sees to it that the target of the configuration is served, once everything else is in order; not called for another target. Absent: the
   * caller does. @param target undefined: loadmark's usual local one.
   */
  readonly serve?: (target: string | undefined) => Promise<void>;
  /** Whether the target is knocked at before the load. */
  readonly preflight: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}
