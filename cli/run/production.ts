import { evaluateScripts } from '../catalogue/evaluate';
import type { ScriptFile } from '../catalogue/script';
import type { Environment } from '../k6/environment';
import { turnDown } from '../production-load';
import { UsageError } from '../usage-error';

/**
 * Turns a script down to what its system's document allows against production. The script says so itself, because its file may have been
 * renamed.
 * @returns undefined where there is nothing to turn down.
 * @throws UsageError where the script's own size cannot be found out.
 */
export async function forProduction({ name, path }: ScriptFile, environment: Environment) {
  // Without settings: a wrong one must not hide what is allowed. A script that only k6 can evaluate says nothing.
  const [plain] = await evaluateScripts([path], {}).catch(() => []);
  const production = plain?.about?.production;
  if (!production) return undefined;
  const [sized] = await evaluateScripts([path], environment).catch((error: Error) => {
    // Of unknown size: production is not the place to find out.
    throw new UsageError(`${error.message}\nThe size of ${name} is not known because of that, so nothing was sent.`);
  });
  const load = sized?.about?.load;
  return load && turnDown({ users: load.users, durationMs: load.durationMs ?? undefined }, production, environment);
}
