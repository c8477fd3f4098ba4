import type { System } from '../../../../../../testbed/kernel/contract';
import { createEveryNth, everyNth } from '../../../../../../testbed/kernel/defect-parts/every-nth';
import { createEndpoint } from '../../../../../../testbed/kernel/sockets/endpoint';
import type { Defect } from '../../../../../../testbed/kernel/switch/defect';
import { pass } from '../../../../../../testbed/kernel/switch/hooks';

declare module '../../../../../../testbed/kernel/options' {
  interface TestbedOptions {
    readonly counterStart?: number;
  }
}
declare module '../../../../../../testbed/kernel/stats' {
  interface Stats {
    readonly counter?: number;
  }
}
declare module '../../../../../../testbed/kernel/switch/points' {
  interface HookPoints {
    /** Ends in the count. */
    count: { readonly by: number };
  }
}

const loseCount: Defect = {
  name: 'lose-count',
  does: 'does not count the first and every N-th call after it',
  breaks: [],
  parameter: everyNth('calls'),
  start(every) {
    const isDue = createEveryNth(every);
    return { count: (count, next) => (isDue() ? undefined : next(count)) };
  },
};

/** A system that counts: what a new one needs, and nothing outside of its folder. */
export const system: System = {
  name: 'counter',
  options: [{ flags: '--counter-start <N>', does: 'where it begins to count (default 0)', max: 1_000 }],
  defects: [loseCount],
  metrics: [{ name: 'testbed_count', type: 'gauge', help: 'The count.', read: ({ counter = 0 }) => counter }],

  start(kernel, { counterStart = 0 }) {
    let count = counterStart;
    function add() {
      pass(kernel.defects.hooks.count, { by: 1 }, ({ by }) => {
        count += by;
      });
      return { count };
    }
    const endpoint = createEndpoint(kernel, 'counter', (connection) => ({
      receive: () => connection.send(String(count)),
      closed() {},
    }));
    return {
      sockets: [{ path: '/ws/counter', upgrade: (request, head) => endpoint(request, head, 'all') }],
      register: (app) => void app.post('/api/counter', add),
      stats: () => ({ counter: count }),
    };
  },
};
