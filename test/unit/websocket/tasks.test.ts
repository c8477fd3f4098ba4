import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isolationRounds } from '../../../lib/websocket/flows/isolation-rounds';
import { runTasks } from '../../../lib/websocket/flows/tasks';
import { tasks } from '../../../systems/tasks';
import exec from '../../stubs/k6-execution';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';
import { madeLoad } from './made';
import { answerTasks, complete, linesOf, output, startTarget } from './target';

beforeEach(() => {
  resetSamples();
  exec.scenario.startTime = Date.now();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

const run = { run: 'R4N0' };

describe('runTasks', () => {
  it('has every user run its tasks one after the other, under one task id', async () => {
    const { url, paths } = await startTarget({ connected: answerTasks });
    setEnvironment({ TARGET_URL: url });
    await runTasks(tasks)(madeLoad({ users: 3, iterations: 2 }), run);
    const ids = [0, 1, 2].flatMap((user) => [`/ws/loadmark_R4N0_${user}`, `/ws/loadmark_R4N0_${user}`]);
    expect([...paths].sort()).toEqual(ids);
    expect([sumOf('task_ok'), sumOf('outcomes'), sumOf('markers_checked')]).toEqual([6, 6, 24]);
  });

  it('counts the sockets that are open at the agreed moment, before any task is sent', async () => {
    const openWhenSent: number[] = [];
    const { url, clients } = await startTarget({
      connected(socket) {
        socket.on('message', () => openWhenSent.push(clients.size));
        answerTasks(socket);
      },
    });
    setEnvironment({ TARGET_URL: url });
    await runTasks(tasks)(madeLoad({ users: 5, togetherAtMs: 150 }), run);
    expect([sumOf('open_sockets'), sumOf('task_ok'), openWhenSent[0]]).toEqual([5, 5, 5]);
  });

  it('does not count a socket that opened too late, and runs its task all the same', async () => {
    let asked = 0;
    const { url } = await startTarget({
      upgrade: (_request, _socket, accept) => void (asked++ === 0 ? setTimeout(accept, 250) : accept()),
      connected: answerTasks,
    });
    setEnvironment({ TARGET_URL: url });
    await runTasks(tasks)(madeLoad({ users: 3, togetherAtMs: 120 }), run);
    expect([sumOf('open_sockets'), sumOf('task_ok')]).toEqual([2, 3]);
  });
});

describe('isolationRounds', () => {
  it('aborts every third task of a user, the users out of step', async () => {
    const ended: Record<string, 'completed' | 'aborted'> = {};
    const { url } = await startTarget({
      connected: (socket) =>
        socket.on('message', (message) => {
          const lines = linesOf(message);
          const task =
            /-U(\d+)-T(\d+)-/
              .exec(lines[0] ?? '')
              ?.slice(1)
              .join(':') ?? '';
          for (const line of lines) socket.send(output(line));
          const completing = setTimeout(() => {
            ended[task] = 'completed';
            socket.send(complete);
          }, 60);
          socket.once('close', () => {
            clearTimeout(completing);
            ended[task] ??= 'aborted';
          });
        }),
    });
    setEnvironment({ TARGET_URL: url });
    await isolationRounds(tasks)(madeLoad({ users: 3, iterations: 3 }), run);
    await vi.waitFor(() => expect(Object.keys(ended)).toHaveLength(9));
    const aborted = Object.entries(ended).filter(([, end]) => end === 'aborted');
    expect(aborted.map(([task]) => task).sort()).toEqual(['0:1', '1:0', '2:2']);
    expect([samplesOf('task_ok').length, sumOf('task_ok'), sumOf('lost_markers')]).toEqual([6, 6, 0]);
  });
});
