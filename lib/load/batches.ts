import exec from 'k6/execution';
import type { VuFunction } from './load';
import type { SocketLoad } from './sockets';
import { inTurn, type User } from './users';

/**
 * All users at once, and again when the last of them is done: one iteration of the load is one batch. For a load on one VU, which can
 * tell when everybody is done.
 * @param between is called before the first batch and after each, when no socket of this run is open.
 */
export const inBatches =
  (behave: (user: User, batch: number) => Promise<unknown>, between: () => Promise<void>): VuFunction<SocketLoad> =>
  async (load, { run }) => {
    const vu = exec.vu.idInTest;
    await between();
    for (let batch = 0; batch < load.iterations; batch++) {
      await inTurn(load, Date.now(), (index) => behave({ index, vu, run, load, together: undefined }, batch));
      await between();
    }
  };
