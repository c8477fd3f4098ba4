/** Ten subscriptions of GraphQL at once: does each end, and see only its own events? Rows A01 A06. */
import { dialect, runTasks, type Speaker, scenario, sockets, type TaskProtocol } from '../lib';
import { ws10 } from '../thresholds/tasks';

/** The protocol of graphql-ws, and of most servers of GraphQL today. */
const graphqlWs = dialect({
  subprotocols: ['graphql-transport-ws'],
  headers: ({ index }) => ({ 'X-Api-Key': `key-${index}` }),
  enter(heard, { id }) {
    if (heard === undefined) return { kind: 'wait', say: JSON.stringify({ type: 'connection_init', payload: { id } }) };
    return { kind: heard.includes('"connection_ack"') ? 'in' : 'wait' };
  },
  reply: (message) => (message.startsWith('{"type":"ping"') ? '{"type":"pong"}' : undefined),
});

/** A subscription has an id of its own, and every answer names it. */
const subscription = ({ id, task }: Speaker) => `${id}-${task}`;
const query = 'subscription ($text: String!) { lines(text: $text) }';

const lines: TaskProtocol = {
  ...graphqlWs,
  name: 'lines',
  path: () => '/graphql',
  start: (text, speaker) =>
    JSON.stringify({ type: 'subscribe', id: subscription(speaker), payload: { query, variables: { text } } }),
  read(message, speaker) {
    const { type, id, payload } = JSON.parse(message);
    if (id !== subscription(speaker)) return { kind: 'other' };
    if (type === 'error') return { kind: 'error', message: JSON.stringify(payload) };
    return { kind: type === 'next' ? 'output' : 'complete' };
  },
};

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'graphql-ws',
  limits: ws10,
  load: sockets({ users: 10, messages: 5, together: true, describe: ({ users }) => `${users} subscriptions at once` }),
  run: runTasks(lines),
});
