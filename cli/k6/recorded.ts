import type { Environment } from './environment';
import { passedNames } from './k6-variables';
import { proxyOf } from './proxy';

/** What the record of a run says of its environment. */
export const recordedOf = (environment: Environment) => ({
  proxy: proxyOf(environment.TARGET_URL ?? '', environment) ?? null,
  k6Variables: passedNames(environment),
});
