import { createEveryNth, everyNth } from '../../../kernel/defect-parts/every-nth';
import type { Defect } from '../../../kernel/switch/defect';

const smallPool: Defect = {
  name: 'documents-pool',
  does: 'has this many connections in the pool of the documents API',
  breaks: ['C04', 'C05'],
  parameter: { name: 'size', unit: 'connections', default: 2, max: 100 },
  start: (poolSize) => ({ checkout: (checkout, next) => next({ ...checkout, poolSize }) }),
};

const longTransactions: Defect = {
  name: 'long-transactions',
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

const sessionTenant: Defect = {
  name: 'session-tenant',
  does: 'names the tenant with SET instead of SET LOCAL, and not at all for every N-th list: it shows the documents of the tenant that had the connection before',
  breaks: ['C06'],
  parameter: everyNth('lists'),
  start(every) {
    const isDue = createEveryNth(every);
    return {
      checkout: (checkout, next) =>
        next({ ...checkout, tenantFor: checkout.purpose === 'list' && isDue() ? 'nothing' : 'connection' }),
    };
  },
};

/** What is wrong with how the documents API uses its database. */
export const connectionDefects: readonly Defect[] = [smallPool, longTransactions, leakConnections, sessionTenant];
