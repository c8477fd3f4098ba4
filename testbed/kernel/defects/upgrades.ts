import { createShare } from '../defect-parts/share';
import type { Address } from '../sockets/connection';
import type { Defect } from '../switch/defect';

/** Headers that a client expects with the status: when to come again, or how to prove who it is. */
const headers: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'Bearer' },
  503: { 'Retry-After': '1' },
};

const refuse: Defect = {
  name: 'refuse',
  does: 'answers every WebSocket upgrade with this HTTP status (503 with Retry-After) instead of a handshake',
  breaks: ['A01', 'A02', 'A03', 'A04', 'B01', 'B02', 'B03', 'B04', 'B08', 'D01', 'D02', 'D04', 'D05'],
  parameter: { name: 'status', unit: 'HTTP status', default: 503, max: 503, oneOf: [401, 503] },
  start: (status) => ({
    upgrade: (upgrade) => upgrade.refuse(status, `refused by the defect "refuse=${status}"`, headers[status]),
  }),
};

const refuseSome: Defect = {
  name: 'refuse-some',
  does: 'answers this share of the WebSocket upgrades with 503, evenly spread, beginning with the first one',
  breaks: ['A01', 'A03', 'B01', 'B02', 'B03', 'D01', 'D04', 'D05'],
  parameter: { name: 'share', unit: '% of upgrades', default: 12, max: 100 },
  start(percent) {
    const isDue = createShare(percent);
    return {
      upgrade(upgrade, next) {
        if (isDue()) upgrade.refuse(503, `refused by the defect "refuse-some=${percent}"`, headers[503]);
        else next(upgrade);
      },
    };
  },
};

const connectionCap: Defect = {
  name: 'connection-cap',
  does: 'has room for this many open connections and answers further upgrades with 503',
  breaks: ['A03', 'B02', 'B03', 'D02', 'D04', 'D05'],
  parameter: { name: 'cap', unit: 'connections', default: 45, max: 1_000_000 },
  start: (cap, { connections }) => ({
    upgrade(upgrade, next) {
      if (connections.size < cap) next(upgrade);
      else upgrade.refuse(503, `${cap} connections are open already`, headers[503]);
    },
  }),
};

const neverUpgrade: Defect = {
  name: 'never-upgrade',
  does: 'accepts the TCP connection and never answers the WebSocket upgrade',
  breaks: ['A01', 'A02', 'A03', 'A04', 'B01', 'B02', 'B03', 'B04', 'B08', 'D01', 'D02', 'D04', 'D05'],
  start: () => ({
    upgrade({ tcp }) {
      // Without reading on, the testbed would not notice that a client goes away, and would keep its descriptor.
      tcp.on('end', () => tcp.destroy());
      tcp.resume();
    },
  }),
};

const slowHandshake: Defect = {
  name: 'slow-handshake',
  does: 'delays the answer to every WebSocket upgrade by this time',
  breaks: ['A04', 'B04'],
  parameter: { name: 'delay', unit: 'ms', default: 150, max: 600_000 },
  start: (delayMs, { timers }) => ({
    upgrade: (upgrade, next) => timers.after(delayMs, () => next(upgrade)),
  }),
};

const slowReconnect: Defect = {
  name: 'slow-reconnect',
  does: 'delays the answer to an upgrade by this time when a connection to the same task or channel has closed before, once for each that has closed',
  breaks: ['B08'],
  parameter: { name: 'delay', unit: 'ms', default: 600, max: 600_000 },
  start(delayMs, { timers }) {
    const gone = new Map<string, number>();
    const keyOf = ({ system, id }: Address) => `${system} ${id}`;
    return {
      close(connection, next) {
        const key = keyOf(connection);
        gone.set(key, (gone.get(key) ?? 0) + 1);
        next(connection);
      },
      upgrade(upgrade, next) {
        const key = keyOf(upgrade);
        const count = gone.get(key) ?? 0;
        if (count > 1) gone.set(key, count - 1);
        else gone.delete(key);
        if (count > 0) timers.after(delayMs, () => next(upgrade));
        else next(upgrade);
      },
    };
  },
};

/** What happens to a client that asks for a WebSocket. */
export const upgradeDefects: readonly Defect[] = [
  refuse,
  refuseSome,
  connectionCap,
  neverUpgrade,
  slowHandshake,
  slowReconnect,
];
