/** A hundred users talk while fifty workers use the database: do both keep their limits? Row D08. */
import { aToken, atOnce, both, byWorkers, conversations, scenario, sockets, withSteps, workers } from '../../lib';
import { inOwnTenant, mix } from '../../systems/database';
import { pam, production } from '../../systems/pam';
import { combined } from '../../thresholds/combined';

export const { about, options, setup, run, observe, teardown, handleSummary } = scenario({
  name: 'combined',
  limits: combined,
  load: atOnce(
    sockets({
      users: 100,
      durationMs: 300_000,
      onOneSocket: true,
      together: true,
      describe: ({ users, seconds, perSecond }) =>
        `${users} users for ${seconds} s, together ${perSecond} messages/s by schedule`,
    }),
    // About two hundred queries a second, for as long as the users talk.
    workers({ workers: 50, until: { durationMs: 300_000 }, pauseMs: [150, 350] }),
  ),
  needs: aToken,
  production,
  run: both(conversations(pam), withSteps(inOwnTenant, byWorkers(mix))),
});
