import type { JourneyLoad } from '../load/journey-load';
import { knocked } from '../load/knock';
import type { RunData, VuFunction } from '../load/load';
import { afterwards } from './afterwards';
import { type Act, Crowd } from './crowd';
import type { JourneyUser, OwnMetrics } from './journey-user';
import { type Declared, limitsOfJourney } from './own-limits';

/**
 * What each user of a load does, step by step. Requests, their failures and times, what was served, isolation and the generator's lag are recorded
 * here and not by the journey, so that none can be forgotten.
 * @param declared its checks and metrics: only these may be used, and each is a row of the report.
 * @param act one journey. It ends at the first answer that is not as expected.
 * @throws Error for a name of a check, a step or a metric that k6 could not look for.
 */
export function journey<
  const Check extends string = never,
  const Metrics extends OwnMetrics = Readonly<Record<never, never>>,
>(
  declared: Declared<Check, Metrics>,
  act: (user: JourneyUser<Check, Metrics>) => Promise<unknown>,
): VuFunction<JourneyLoad>;
/** A journey without checks and metrics of its own. */
export function journey(act: (user: JourneyUser) => Promise<unknown>): VuFunction<JourneyLoad>;
export function journey(first: Declared<string, OwnMetrics> | Act, second?: Act): VuFunction<JourneyLoad> {
  const [declared, act] = typeof first === 'function' ? [{}, first] : [first, second as Act];
  const { knock, metrics = {}, group, cleanUp } = declared;
  const run = knocked<JourneyLoad>(
    () => (knock === undefined ? undefined : { kind: 'http', method: 'GET', path: knock }),
    (load, data) => new Crowd(load, act, metrics, data.run, group).travel(),
  );
  return Object.assign(run, {
    limits: limitsOfJourney(declared),
    ...(cleanUp && { cleanUp: async (_load: JourneyLoad, data: RunData) => await cleanUp(afterwards(data.run)) }),
  });
}
