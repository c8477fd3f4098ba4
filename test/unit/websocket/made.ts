import type { Load } from '../../../lib/load/load';
import type { User } from '../../../lib/load/users';

export const madeLoad = (changes: Partial<Load> = {}): Load => ({
  describe: 'made by a test',
  model: 'closed',
  sizes: {},
  users: 1,
  vus: 1,
  iterations: 1,
  messages: 4,
  workMs: 0,
  perSecond: 0,
  connections: 6,
  connectRate: 100_000,
  togetherAtMs: 0,
  maxDurationMs: 10_000,
  executors: { load: { executor: 'per-vu-iterations', vus: 1, iterations: 1 } },
  ...changes,
});

export const madeUser = (load: Partial<Load> = {}, together?: User['together']): User => ({
  index: 7,
  vu: 2,
  run: 'R4N0',
  load: madeLoad(load),
  together,
});
