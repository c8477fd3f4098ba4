import { analyze } from './analyze';
import { optimize } from './optimize';

/** What takes so much CPU that it would hold up all other requests in the server's own thread. */
export const jobs = { analyze, optimize } as const;

export interface Job {
  readonly kind: keyof typeof jobs;
  readonly instanceId: string;
}
