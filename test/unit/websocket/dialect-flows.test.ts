import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { VuFunction } from '../../../lib/load/load';
import type { SocketLoad } from '../../../lib/load/sockets';
import { dialect } from '../../../lib/websocket/dialect/dialect';
import { answerHabits } from '../../../lib/websocket/flows/answer-habits';
import { broadcasts } from '../../../lib/websocket/flows/broadcasts';
import { connects } from '../../../lib/websocket/flows/connects';
import { converse } from '../../../lib/websocket/flows/conversation';
import { pings } from '../../../lib/websocket/flows/pings';
import { recovery } from '../../../lib/websocket/flows/recovery';
import { runTasks } from '../../../lib/websocket/flows/tasks';
import { bySocket } from '../../../systems/broadcast';
import { pam } from '../../../systems/pam';
import { tasks, pings as throughput } from '../../../systems/tasks';
import exec from '../../stubs/k6-execution';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad, madeUser } from './made';
import { answerTasks, startTarget } from './target';

beforeEach(() => {
  resetSamples();
  exec.scenario.startTime = Date.now();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

const stranger = 'MARKER_R9-V0-U7-T0-M3;';

/** A user says who it is, is let in, and answers pings. */
const spoken = dialect({
  subprotocols: ['spoken'],
  headers: ({ index }) => ({ 'X-User': `${index}` }),
  cookies: ({ run }) => ({ run }),
  enter(heard, { index }) {
    if (heard === undefined) return { kind: 'wait', say: `hello ${index}` };
    return { kind: heard.startsWith('welcome') ? 'in' : 'wait' };
  },
  reply: (message) => (message === 'ping?' ? 'pong!' : undefined),
  split: (frame) => frame.split('\n'),
});

/** A server that speaks so, and that says a stranger's marker with its welcome. @returns what it saw. */
async function startSpoken(behave: (socket: WebSocket, path: string) => void) {
  const seen = { welcomes: 0, pongs: 0, strangers: 0, cookies: new Set<string | undefined>() };
  const users: (string | undefined)[] = [];
  const { url } = await startTarget({
    upgrade({ headers }, _socket, accept) {
      users.push(String(headers['x-user']));
      seen.cookies.add(headers.cookie);
      if (headers['sec-websocket-protocol'] !== 'spoken') seen.strangers++;
      accept();
    },
    connected(socket, path) {
      const user = users.shift();
      socket.once('message', (message) => {
        if (String(message) !== `hello ${user}`) return socket.close(4400, 'no hello');
        seen.welcomes++;
        socket.on('message', (said) => {
          if (String(said) === 'pong!') seen.pongs++;
        });
        behave(socket, path);
        socket.send(`ping?\nwelcome ${stranger}`);
      });
    },
  });
  setEnvironment({ TARGET_URL: url, JWT_SECRET: 'x', TASK_TIMEOUT: '300ms' });
  return seen;
}

/** Hands each message but a pong to all who are in, on the same path. */
function startHub() {
  const members: (readonly [WebSocket, string])[] = [];
  return startSpoken((socket, path) => {
    members.push([socket, path]);
    unlessPong(socket, (said) => {
      for (const [member, at] of members) if (at === path) member.send(said);
    });
  });
}

const unlessPong = (socket: WebSocket, hear: (said: string) => void) =>
  socket.on('message', (message) => String(message) !== 'pong!' && hear(String(message)));

type Kind = readonly [
  kind: string,
  run: VuFunction<SocketLoad>,
  behave: () => ReturnType<typeof startSpoken>,
  sockets: number,
];

/** What three users do, how the server behaves, and how many sockets that takes: two channels, each with its broadcaster and one with two listeners. */
const kinds: readonly Kind[] = [
  [
    'tasks',
    runTasks({ ...tasks, ...spoken }),
    () => startSpoken((socket) => socket.once('message', () => answerTasks(socket))),
    3,
  ],
  ['receivers and publishers', broadcasts(100, { ...bySocket, ...spoken }), startHub, 7],
  ['clients that come back', recovery(50, { ...bySocket, ...spoken }), startHub, 7],
  [
    'pings',
    pings({ ...throughput, ...spoken }),
    () => startSpoken((socket) => unlessPong(socket, () => socket.send('"pong"'))),
    3,
  ],
  ['connects', connects({ ...spoken, name: 'connect', path: () => '/x' }), () => startSpoken(() => {}), 3],
];

describe('a dialect', () => {
  it.each(kinds)('is spoken by %s', async (kind, run, start, sockets) => {
    const seen = await start();
    await run(madeLoad({ users: 3, togetherAtMs: kind.startsWith('receivers') ? 150 : 0 }), { run: 'R4N0' });
    // The server may read the last answer when its client has gone.
    await vi.waitFor(() =>
      expect(seen).toEqual({ welcomes: sockets, pongs: sockets, strangers: 0, cookies: new Set(['run=R4N0']) }),
    );
    // The second channel is none of the load.
    const counted = sockets === 7 ? 4 : sockets;
    expect([sumOf('connect_ok'), samplesOf('outcomes').map(({ tags }) => tags?.outcome)]).toEqual([
      counted,
      Array(counted).fill('done'),
    ]);
    // The others have no markers of their own.
    expect(sumOf('foreign_markers')).toBe(kind === 'pings' || kind === 'connects' ? 0 : sockets);
  });

  it('is spoken by users who talk', async () => {
    const seen = await startSpoken((socket) =>
      unlessPong(socket, (said) => {
        const { type, id, content } = JSON.parse(said);
        socket.send(type === 'history' ? '{"type":"history"}' : JSON.stringify({ type: 'response', id, content }));
      }),
    );
    const user = madeUser({ iterations: 4, togetherAtMs: 200, maxDurationMs: 5000, users: 10 });
    await converse(user, { intervalMs: 50, durationMs: 300 }, { ...pam, ...spoken });
    answerHabits.settle();
    expect(seen).toMatchObject({ welcomes: 1, pongs: 1 });
    expect([sumOf('connect_ok'), sumOf('message_ok'), sumOf('foreign_markers')]).toEqual([1, 4, 1]);
  });
});
