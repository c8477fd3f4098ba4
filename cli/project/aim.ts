import type { Environment } from '../k6/environment';
import type { EnvironmentName } from '../target-guard';
import type { Config } from './define-config';

/**
 * Adds the target that a configuration has for an environment. A target that is given otherwise brings its own metrics, or none: figures
 * of another system would be judged as its.
 */
export function aimed(environment: Environment, { targets }: Config, name: EnvironmentName): Environment {
  const target = targets?.[name];
  if (target === undefined || environment.TARGET_URL) return environment;
  const metrics = environment.METRICS_URL || target.metrics;
  return { ...environment, TARGET_URL: target.url, ...(metrics !== undefined && { METRICS_URL: metrics }) };
}
