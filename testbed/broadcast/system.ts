import { createEndpoint, type EndpointContext } from '../sockets/endpoint';
import type { System } from '../system';
import { createBroadcaster } from './broadcaster';
import { channelOf } from './channel-of';
import { Channels } from './channels';
import { registerBroadcastRoute } from './route';

const socketPath = '/ws/events';

/** The broadcast system of document 001: what one client of a channel says, or an HTTP call posts, all clients of the channel hear. */
export function createBroadcastSystem(context: EndpointContext): System {
  const channels = new Channels();
  const broadcast = createBroadcaster({ ...context, channels });
  const endpoint = createEndpoint(context, (connection) => {
    channels.join(connection);
    return {
      receive: (payload) => void broadcast(connection.id, payload),
      closed: () => channels.leave(connection),
    };
  });
  return {
    name: 'broadcast',
    sockets: [socketPath],
    upgrade(request, head) {
      const url = request.url ?? '';
      if (url !== socketPath && !url.startsWith(`${socketPath}?`)) return false;
      endpoint.upgrade(request, head, { system: 'broadcast', id: channelOf(url) });
      return true;
    },
    register: (app) => registerBroadcastRoute(app, broadcast),
  };
}
