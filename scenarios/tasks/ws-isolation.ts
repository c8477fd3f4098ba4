/** Tasks that end, tasks aborted in flight and task ids used again at once: does any socket see what is not its own? Row A06. */
import { isolationRounds, scenario, sockets } from '../../lib';
import { tasks } from '../../systems/tasks';
import { wsIsolation } from '../../thresholds/tasks';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'ws-isolation',
  limits: wsIsolation,
  load: sockets({
    users: 5,
    iterations: 6,
    messages: 20,
    describe: ({ users, iterations, messages }) =>
      `${users} users with ${iterations} tasks each of ${messages} outputs, a third of them aborted`,
  }),
  run: isolationRounds(tasks),
});
