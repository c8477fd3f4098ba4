/** Ten jobs at once, in another dialect: does each connect, finish, and see only its own output? Rows A01 A06. */
import { runTasks, scenario, sockets, type TaskProtocol } from '../lib';
import { ws10 } from '../thresholds/tasks';

const jobs: TaskProtocol = {
  name: 'job',
  subprotocols: ['jobs.v2'],
  path: (id) => `/v2/jobs/${id}/stream`,
  start: (text) => JSON.stringify({ op: 'run', prompt: text }),
  read(message) {
    const { kind, reason } = JSON.parse(message);
    if (kind === 'chunk') return { kind: 'output' };
    if (kind === 'finished') return { kind: 'complete' };
    return kind === 'failed' ? { kind: 'error', message: reason } : { kind: 'other' };
  },
};

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'jobs',
  limits: ws10,
  load: sockets({ users: 10, messages: 5, together: true, describe: ({ users }) => `${users} jobs at once` }),
  run: runTasks(jobs),
});
