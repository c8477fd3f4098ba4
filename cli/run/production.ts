import { evaluateScripts } from '../catalogue/evaluate';
import { type ScriptFile, systemOf } from '../catalogue/script';
import type { Environment } from '../k6/environment';
import { productionLoads, turnDown } from '../production-load';
import { UsageError } from '../usage-error';

/**
 * Turns a script down to its system's load for production.
 * @returns undefined where there is nothing to turn down.
 * @throws UsageError where the script's own size cannot be found out.
 */
export async function forProduction(script: ScriptFile, environment: Environment) {
  const { name, path } = script;
  const most = productionLoads[systemOf(await ownNameOf(script)) ?? ''];
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

/** What a script calls itself, because its file may have been renamed; that of its file where it says nothing, or only k6 can evaluate it. */
async function ownNameOf({ name, path }: ScriptFile): Promise<string> {
  // Without settings: a wrong one must not hide whose script it is.
  const [evaluated] = await evaluateScripts([path], {}).catch(() => []);
  return evaluated?.about?.name ?? name;
}
