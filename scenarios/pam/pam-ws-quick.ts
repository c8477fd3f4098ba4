/** Ten users talk for a minute: is each let in, answered soon, and shown its own conversation only? Row D01. */
import { aToken, conversations, scenario, sockets } from '../../lib';
import { pam, production } from '../../systems/pam';
import { pamQuick } from '../../thresholds/pam';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'pam-ws-quick',
  limits: pamQuick,
  load: sockets({
    users: 10,
    durationMs: 60_000,
    onOneSocket: true,
    together: true,
    describe: ({ users, seconds, perSecond }) =>
      `${users} users for ${seconds} s, together ${perSecond} messages/s by schedule`,
  }),
  needs: aToken,
  production,
  run: conversations(pam),
});
