import { required, setting } from './env';

/** The URL of a socket of the target. TARGET_URL may be given with http or ws. @throws Error where TARGET_URL is missing. */
export function socketUrl(path: string): string {
  const url = required('TARGET_URL');
  if (base.of !== url) base = { of: url, socket: url.replace(/^http/i, 'ws') };
  return base.socket + path;
}

/** Kept, because every socket asks. */
let base = { of: '', socket: '' };

/** The URL of an HTTP resource of the target. @throws Error where TARGET_URL is missing. */
export const httpUrl = (path: string): string => required('TARGET_URL').replace(/^ws/i, 'http') + path;

/** How long a socket may take to open, and a task to complete. Document 000: 60 s. */
export const connectTimeoutMs = (): number => setting('CONNECT_TIMEOUT') ?? 10_000;
export const taskTimeoutMs = (): number => setting('TASK_TIMEOUT') ?? 60_000;

/** How long a request may wait for its whole answer; what takes longer has failed. */
export const requestTimeoutMs = (): number => setting('TASK_TIMEOUT') ?? 30_000;

/** What ENDPOINTS says of an endpoint, where it says something. */
export const endpointOverride = (name: string) => setting('ENDPOINTS')?.get(name);

/** How long a conversation waits for answers after its last moment: well beyond the 3 s that document 003 fails at. */
export const lastAnswersMs = (): number => Math.min(5_000, taskTimeoutMs());
