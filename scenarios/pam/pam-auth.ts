/** Ten users try every kind of token: are the valid ones let in, and all others refused? Row D05. */
import { aToken, scenario, sockets, tokenAttempts } from '../../lib';
import { pam, production } from '../../systems/pam';
import { pamAuth } from '../../thresholds/pam';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'pam-auth',
  limits: pamAuth,
  load: sockets({
    users: 10,
    describe: ({ users }) => `${users} users, each with six kinds of token, one after the other`,
  }),
  needs: aToken,
  production,
  run: tokenAttempts(pam),
});
