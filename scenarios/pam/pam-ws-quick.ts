/** Ten users talk for a minute: is each let in, answered soon, and shown its own conversation only? Row D01. */
import { aToken } from '../../lib/auth/token';
import { sockets } from '../../lib/load/sockets';
import { scenario } from '../../lib/scenario/scenario';
import { conversations } from '../../lib/websocket/flows/conversations';
import { pam } from '../../systems/pam';
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
  run: conversations(pam),
});
