/** A hundred users talk for five minutes: is each let in, answered soon, and shown its own conversation only? Rows D02 D03 D04. */
import { aToken, conversations, scenario, sockets } from '../../lib';
import { pam, production } from '../../systems/pam';
import { pamFull } from '../../thresholds/pam';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'pam-ws-full',
  limits: pamFull,
  load: sockets({
    users: 100,
    durationMs: 300_000,
    onOneSocket: true,
    together: true,
    describe: ({ users, seconds, perSecond }) =>
      `${users} users for ${seconds} s, together ${perSecond} messages/s by schedule`,
  }),
  needs: aToken,
  production,
  run: conversations(pam),
});
