import type { TargetName } from '../../lib/environment/prerequisite';
import type { About } from '../../lib/scenario/scenario';
import type { Environment } from '../k6/environment';
import { evaluateScripts } from './evaluate';

/** What a script says of itself in this environment; undefined for one that was not made with this library. */
export async function aboutScript(script: string, environment: Environment): Promise<About | undefined> {
  // A setting that is wrong is found by `k6 inspect`, which says more of it.
  const evaluated = await evaluateScripts([script], environment)
    .catch(() => evaluateScripts([script], {}))
    .catch(() => []);
  return evaluated[0]?.about;
}

/** The variables that name what a script has under test. A bundle may be older than this list. */
export const targetsOf = (about: About | undefined): readonly TargetName[] => about?.targets ?? ['TARGET_URL'];
