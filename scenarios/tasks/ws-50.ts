/** Fifty tasks at once: does each connect, finish, and see only its own output? Rows A02 A03 A06 A08. */
import { runTasks, scenario, sockets } from '../../lib';
import { tasks } from '../../systems/tasks';
import { ws50 } from '../../thresholds/tasks';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'ws-50',
  limits: ws50,
  load: sockets({
    users: 50,
    messages: 5,
    together: true,
    describe: ({ users }) => `${users} sockets, all open before the tasks begin`,
  }),
  run: runTasks(tasks),
});
