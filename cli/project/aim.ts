import { nameOf } from '../../build.mjs';
import type { Environment } from '../k6/environment';
import type { EnvironmentName } from '../target-guard';
import type { Config, Target } from './define-config';

/** Where the load of a scenario goes. @param script its name, or the path of its source or bundle. */
export function targetOf({ targets }: Config, name: EnvironmentName, script: string): Target | undefined {
  const target = targets?.[name];
  return target?.byScenario?.[nameOf(script)] ?? target;
}

/**
 * Adds the target that a configuration has. A target that is given otherwise brings its own metrics, or none: figures of another system
 * would be judged as its.
 */
export function aimed(environment: Environment, target: Target | undefined): Environment {
  if (target === undefined || environment.TARGET_URL) return environment;
  const metrics = environment.METRICS_URL || target.metrics;
  return { ...environment, TARGET_URL: target.url, ...(metrics !== undefined && { METRICS_URL: metrics }) };
}
