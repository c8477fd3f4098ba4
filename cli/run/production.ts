import { evaluateScripts } from '../catalogue/evaluate';
import type { ScriptFile } from '../catalogue/script';
import type { Environment } from '../k6/environment';
import { productionLoads, turnDown } from '../production-load';
import { UsageError } from '../usage-error';

/**
 * Turns a script down to its system's load for production.
 * @returns undefined where there is nothing to turn down.
 * @throws UsageError where the script's own size cannot be found out.
 */
export async function forProduction({ name, system, path }: ScriptFile, environment: Environment) {
  const most = productionLoads[system ?? ''];
  if (!most) return undefined;
  const evaluated = await evaluateScripts([path], environment).catch((error: Error) => {
    // Of unknown size: production is not the place to find out.
    throw new UsageError(`${error.message}\nThe size of ${name} is not known because of that, so nothing was sent.`);
  });
  const load = evaluated[0]?.about?.load;
  if (!load) return undefined;
  const { users, schedule } = load;
  return turnDown({ users, durationMs: schedule?.durationMs }, most, environment);
}
