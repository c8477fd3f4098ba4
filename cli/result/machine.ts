import { cpus, release, totalmem, type } from 'node:os';
import type { Machine } from '../../lib/report/result';

/** The machine that the generator runs on. @param cores that k6 may use. */
export const describeMachine = (cores: number): Machine => ({
  os: `${type()} ${release()}`,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores,
  memoryMB: Math.round(totalmem() / 1024 ** 2),
});
