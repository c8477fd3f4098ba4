/** Ten tasks at once: does each connect, finish, and see only its own output? Rows A01 A06. */
import { runTasks, scenario, sockets } from '../../lib';
import { tasks } from '../../systems/tasks';
import { ws10 } from '../../thresholds/tasks';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'ws-10',
  limits: ws10,
  load: sockets({
    users: 10,
    messages: 5,
    together: true,
    describe: ({ users }) => `${users} sockets, all open before the tasks begin`,
  }),
  run: runTasks(tasks),
});
