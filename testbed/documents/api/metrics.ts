import type { Metric } from '../../kernel/metrics/metric';

/** None of them has a value while the API does not run. */
export const documentsMetrics: readonly Metric[] = [
  {
    name: 'testbed_database_pool',
    type: 'gauge',
    help: "Connections of the documents API's pool that are used or idle, and requests that are waiting for one.",
    label: 'state',
    read: ({ documents }) => ({ ...documents?.pool }),
  },
  {
    name: 'testbed_database_connections',
    type: 'gauge',
    help: 'Connections of all clients to the database of the documents, as the database counts them.',
    label: 'database',
    read: ({ documents }) =>
      documents?.databaseConnections === undefined ? {} : { documents: documents.databaseConnections },
  },
  {
    name: 'testbed_cores',
    type: 'gauge',
    help: 'Cores that the process may use.',
    label: 'system',
    read: ({ documents }) => (documents === undefined ? {} : { documents: documents.cores }),
  },
  {
    name: 'testbed_memory_limit_bytes',
    type: 'gauge',
    help: 'Memory that the process is given (--documents-memory); nothing enforces it.',
    label: 'system',
    read: ({ documents }) => (documents === undefined ? {} : { documents: documents.memoryLimitBytes }),
  },
];
