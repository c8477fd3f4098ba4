import { setting } from '../environment/env';

/**
 * For a load whose senders and receivers must be on one clock and in one run.
 * @throws Error where several runners share the load.
 */
export function requireOneRunner(what: string): void {
  const runners = setting('PARALLELISM') ?? 1;
  if (runners > 1)
    throw new Error(
      `PARALLELISM is ${runners}, but ${what} are sent and received by one runner: others have other clocks, and would not know what was sent. Unset it, and give one runner all users.`,
    );
}
