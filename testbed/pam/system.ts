import type { IncomingMessage } from 'node:http';
import { pass } from '../defects/hooks';
import type { Check } from '../defects/points';
import { createEndpoint, type EndpointContext } from '../sockets/endpoint';
import { writeRefusal } from '../sockets/upgrade';
import type { System } from '../system';
import type { Timers } from '../timers';
import { Conversations } from './conversations';
import { PamSession } from './session';
import { createTokenReader, tokenOf } from './token';

export interface PamOptions extends EndpointContext {
  readonly timers: Pick<Timers, 'after'>;
  readonly pamMs: number;
  readonly jwtSecret: string;
}

const socketPath = '/api/v1/pam';

/** The assistant of document 003: a socket for each who proves with a JWT who they are, and a conversation for each user. */
export function createPamSystem(options: PamOptions): System {
  const { defects, tally, timers, jwtSecret } = options;
  const context = { ...options, conversations: new Conversations(timers) };
  const endpoint = createEndpoint(context, (connection) => new PamSession(context, connection));
  const readToken = createTokenReader(jwtSecret);

  function admit(request: IncomingMessage, head: Buffer): void {
    pass(defects.hooks.authentication, { unchecked: new Set<Check>() }, ({ unchecked }) => {
      const identity = readToken(tokenOf(request), unchecked);
      if ('user' in identity) return endpoint.upgrade(request, head, { system: 'pam', id: identity.user });
      tally.connections.refused++;
      tally.unauthorized[identity.fault]++;
      writeRefusal(request.socket, 401, identity.reason, { 'WWW-Authenticate': 'Bearer' });
    });
  }

  return {
    name: 'pam',
    sockets: [socketPath],
    upgrade(request, head) {
      const [path] = (request.url ?? '').split('?', 1);
      if (path !== socketPath) return false;
      admit(request, head);
      return true;
    },
  };
}
