import type { SocketLoad } from '../../../lib/load/sockets';
import type { User } from '../../../lib/load/users';
import { speakerOf } from '../../../lib/websocket/dialect/speaker';

export const madeLoad = (changes: Partial<SocketLoad> = {}): SocketLoad => ({
  kind: 'sockets',
  describe: 'made by a test',
  model: 'closed',
  sizes: {},
  users: 1,
  vus: 1,
  iterations: 1,
  messages: 4,
  connectRate: 100_000,
  togetherAtMs: 0,
  maxDurationMs: 10_000,
  executors: { load: { executor: 'per-vu-iterations', vus: 1, iterations: 1 } },
  ...changes,
});

export const madeUser = (load: Partial<SocketLoad> = {}, together?: User['together']): User => ({
  index: 7,
  vu: 2,
  run: 'R4N0',
  load: madeLoad(load),
  together,
});

export const madeSpeaker = () => speakerOf({ index: 7, run: 'R4N0' });
