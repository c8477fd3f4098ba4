/** Ten users ask a language model twenty times each: is every answer streamed to its end, and to nobody else? Rows A06 F01. */
import { type Limit, type StreamProtocol, scenario, sockets, streamTasks } from '../lib';
import { wsIsolation } from '../thresholds/tasks';

const completions: StreamProtocol = {
  name: 'completion',
  path: () => '/v1/chat/completions',
  headers: ({ index }) => ({ Authorization: `Bearer key-${index}` }),
  body: (text) => ({ model: 'echo', stream: true, messages: [{ role: 'user', content: text }] }),
  read({ data }) {
    if (data === '[DONE]') return { kind: 'complete' };
    const { choices, error } = JSON.parse(data);
    if (error) return { kind: 'error', message: error.message };
    return { kind: 'output', text: choices[0]?.delta.content ?? '' };
  },
};

const firstByte: Limit = {
  row: 'F01',
  title: 'first byte p95',
  metric: 'first_byte_time',
  statistic: 'p(95)',
  pass: { op: '<', value: 500 },
  minSamples: { share: 0.8, of: 'tasks' },
};

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'completions',
  limits: [...wsIsolation, firstByte],
  load: sockets({ users: 10, iterations: 20, messages: 5, together: true, describe: ({ users }) => `${users} users` }),
  run: streamTasks(completions),
});
