import type { RunningSystem, System } from '../kernel/contract';
import { createEndpoint } from '../kernel/sockets/endpoint';
import { createBroadcaster } from './broadcaster';
import { channelOf } from './channel-of';
import { Channels } from './channels';
import { broadcastDefects } from './defects/broadcasts';
import { deliveryDefects } from './defects/deliveries';
import { broadcastMetrics } from './metrics';
import { registerBroadcastRoute } from './route';

/** The broadcast system of document 001: what one client of a channel says, or an HTTP call posts, all clients of the channel hear. */
export const system: System = {
  name: 'broadcast',
  defects: [...broadcastDefects, ...deliveryDefects],
  metrics: broadcastMetrics,

  start(kernel): RunningSystem {
    const channels = new Channels();
    const counts = { accepted: 0, deliveries: 0, cutOff: 0 };
    const broadcast = createBroadcaster({ defects: kernel.defects, counts, channels });
    const endpoint = createEndpoint(kernel, 'broadcast', (connection) => {
      channels.join(connection);
      return {
        receive: (payload) => void broadcast(connection.id, payload),
        closed: () => channels.leave(connection),
      };
    });
    return {
      sockets: [
        { path: '/ws/events', upgrade: (request, head) => endpoint(request, head, channelOf(request.url ?? '')) },
      ],
      register: (app) => registerBroadcastRoute(app, broadcast),
      stats: () => ({ broadcast: counts }),
    };
  },
};
