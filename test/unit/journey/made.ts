import type { GroupOf } from '../../../lib/journey/group';
import { journey } from '../../../lib/journey/journey';
import type { JourneyUser } from '../../../lib/journey/journey-user';
import { type ArrivingUsersOptions, arrivingUsers } from '../../../lib/load/arriving-users';
import { type UsersOptions, users } from '../../../lib/load/journey-users';
import { setEnvironment } from '../environment/with-environment';
import { runVu } from '../requests/made';

type Act = (user: JourneyUser<'it holds', { readonly took: 'time'; readonly sum: 'count' }>) => Promise<unknown>;

const declared = { checks: ['it holds'], metrics: { took: 'time', sum: 'count' } } as const;

/** Runs one VU of a load of users. @returns how long it took. */
export function runUsers(options: UsersOptions, act: Act, environment: Record<string, string> = {}): Promise<number> {
  setEnvironment({ TARGET_URL: 'http://target', ...environment });
  return runVu(journey(declared, act), users(options));
}

/** Runs one VU of a load of users who arrive. @param group who may see whose markers. */
export function runArriving(options: ArrivingUsersOptions, act: Act, group?: GroupOf): Promise<number> {
  setEnvironment({ TARGET_URL: 'http://target' });
  return runVu(journey({ ...declared, ...(group && { group }) }, act), arrivingUsers(options));
}
