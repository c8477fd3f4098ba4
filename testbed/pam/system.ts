import type { IncomingMessage } from 'node:http';
import type { Kernel, RunningSystem, System } from '../kernel/contract';
import { createEndpoint } from '../kernel/sockets/endpoint';
import { refuseUpgrade } from '../kernel/sockets/upgrade';
import { pass } from '../kernel/switch/hooks';
import { Conversations } from './conversations';
import { createPamCounts, type PamCounts } from './counts';
import { answerDefects } from './defects/answers';
import { tokenDefects } from './defects/tokens';
import { pamMetrics } from './metrics';
import type { Check } from './points';
import { PamSession } from './session';
import { createTokenReader, defaultJwtSecret, tokenOf } from './token';

declare module '../kernel/options' {
  interface TestbedOptions {
    /** What PAM's assistant thinks before each answer. @default 50 */
    readonly pamMs?: number;
    /** What the tokens of PAM's users are signed with. @default 'testbed-secret' */
    readonly jwtSecret?: string;
  }
}

/** The assistant of document 003: a socket for each user who proves their name with a JWT, and a conversation for each user. */
export const system: System = {
  name: 'pam',
  options: [
    {
      flags: '--pam-ms <N>',
      does: "what PAM's assistant thinks before each answer, in ms (default 50)",
      max: 3_600_000,
    },
    {
      flags: '--jwt-secret <S>',
      does: `what the tokens of PAM's users are signed with (default ${defaultJwtSecret})`,
    },
  ],
  defects: [...answerDefects, ...tokenDefects],
  metrics: pamMetrics,

  start(kernel, { pamMs = 50, jwtSecret = defaultJwtSecret }): RunningSystem {
    const counts = createPamCounts();
    const context = { defects: kernel.defects, counts, pamMs, conversations: new Conversations(kernel.timers) };
    const endpoint = createEndpoint(kernel, 'pam', (connection) => new PamSession(context, connection));
    return {
      sockets: [{ path: '/api/v1/pam', upgrade: createAdmission(kernel, counts, jwtSecret, endpoint) }],
      stats: () => counts,
    };
  },
};

/** Lets those in whose token is believed, and answers the others 401. */
function createAdmission(
  { defects, traffic }: Kernel,
  { unauthorized }: PamCounts,
  jwtSecret: string,
  endpoint: (request: IncomingMessage, head: Buffer, user: string) => void,
) {
  const readToken = createTokenReader(jwtSecret);
  return (request: IncomingMessage, head: Buffer): void =>
    pass(defects.hooks.authentication, { unchecked: new Set<Check>() }, ({ unchecked }) => {
      const identity = readToken(tokenOf(request), unchecked);
      if ('user' in identity) return endpoint(request, head, identity.user);
      unauthorized[identity.fault]++;
      refuseUpgrade(traffic, request.socket, 401, identity.reason, { 'WWW-Authenticate': 'Bearer' });
    });
}
