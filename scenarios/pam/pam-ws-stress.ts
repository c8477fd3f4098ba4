/** Two hundred users talk for ten minutes: is each let in, answered soon, and shown its own conversation only? Row D05. */
import { aToken, conversations, scenario, sockets } from '../../lib';
import { pam, production } from '../../systems/pam';
import { pamStress } from '../../thresholds/pam';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'pam-ws-stress',
  limits: pamStress,
  load: sockets({
    users: 200,
    durationMs: 600_000,
    onOneSocket: true,
    together: true,
    describe: ({ users, seconds, perSecond }) =>
      `${users} users for ${seconds} s, together ${perSecond} messages/s by schedule`,
  }),
  needs: aToken,
  production,
  run: conversations(pam),
});
