import { createEveryNth, everyNth } from '../../kernel/defect-parts/every-nth';
import type { Defect } from '../../kernel/switch/defect';

const smallPool: Defect = {
  name: 'documents-pool',
  does: 'has this many connections in the pool of the documents API',
  breaks: ['C04', 'C05'],
  parameter: { name: 'size', unit: 'connections', default: 2, max: 100 },
  start: (poolSize) => ({ checkout: (checkout, next) => next({ ...checkout, poolSize }) }),
};

const holdConnections: Defect = {
  name: 'hold-connections',
  does: 'keeps each transaction of the documents API open for this time, as one does that waits for another service',
  breaks: ['C03'],
  parameter: { name: 'delay', unit: 'ms', default: 250, max: 60_000 },
  start: (delayMs, { timers }) => ({
    settlement: (settlement, next) => timers.after(delayMs, () => next(settlement)),
  }),
};

const leakConnections: Defect = {
  name: 'leak-connections',
  does: 'does not give the connection of every N-th transaction of the documents API back to the pool',
  breaks: ['C04', 'C06'],
  parameter: everyNth('transactions'),
  start(every) {
    const isDue = createEveryNth(every);
    return { settlement: (settlement, next) => next({ ...settlement, keeps: isDue() }) };
  },
};

const strayConnections: Defect = {
  name: 'stray-connections',
  does: 'opens a connection to the database next to the pool with each request, until there are this many, and closes none',
  breaks: ['C09'],
  parameter: { name: 'most', unit: 'connections', default: 120, max: 190 },
  start: (strays) => ({ checkout: (checkout, next) => next({ ...checkout, strays }) }),
};

const sessionTenant: Defect = {
  name: 'session-tenant',
  does: 'names the tenant with SET instead of SET LOCAL, and does not name it for every N-th request that reads: it sees the rows of the tenant that had the connection before',
  breaks: ['C06'],
  parameter: everyNth('reading requests'),
  start(every) {
    const isDue = createEveryNth(every);
    return {
      checkout: (checkout, next) =>
        next({ ...checkout, tenantFor: checkout.reads && isDue() ? 'nothing' : 'connection' }),
    };
  },
};

/** What is wrong with how the documents API uses its database. */
export const connectionDefects: readonly Defect[] = [
  smallPool,
  holdConnections,
  leakConnections,
  strayConnections,
  sessionTenant,
];
