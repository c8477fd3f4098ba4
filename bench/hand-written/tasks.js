// What a k6 user writes by hand for the same load: the same sockets on the same VUs, the same pace and instant of start, the same task,
// and of each message the check that it is the task's own. No library.
import exec from 'k6/execution';
import { Counter, Rate, Trend } from 'k6/metrics';
import { clearTimeout, setTimeout } from 'k6/timers';
import { WebSocket } from 'k6/websockets';

const users = Number(__ENV.LOAD_TEST_USERS);
const iterations = Number(__ENV.LOAD_TEST_ITERATIONS || 1);
const messages = Number(__ENV.LOAD_TEST_MESSAGES || 5);
const vus = Math.min(Math.ceil(users / 100), 40);
const connectRate = Number(__ENV.CONNECT_RATE || 1000);
const togetherAtMs = __ENV.TOGETHER === 'false' ? 0 : 1500 + (1.5 * users * 1000) / connectRate;

const connected = new Rate('connected');
const completed = new Rate('completed');
const taskTime = new Trend('time_of_task', true);
const received = new Counter('received');
const foreign = new Counter('foreign');
const missing = new Counter('missing');

export const options = {
  scenarios: { load: { executor: 'per-vu-iterations', vus, iterations: 1, maxDuration: '15m' } },
  thresholds: {
    connected: ['rate>0.8'],
    completed: ['rate>0.8'],
    foreign: ['count==0'],
    missing: ['count==0'],
    received: [`count>=${users}`],
  },
};

export default async function () {
  const running = [];
  for (let user = exec.scenario.iterationInTest; user < users; user += vus) {
    const startMs = exec.scenario.startTime + (user / connectRate) * 1000;
    running.push(
      wait(startMs - Date.now()).then(async () => {
        for (let task = 0; task < iterations; task++) await runTask(user, task);
      }),
    );
  }
  await Promise.all(running);
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

function runTask(user, task) {
  return new Promise((resolve) => {
    const prefix = `MARKER_V${exec.vu.idInTest}-U${user}-T${task}-M`;
    const expected = Array.from({ length: messages }, (_, message) => `${prefix}${message};`);
    let next = 0;
    let opened = false;
    let done = false;
    let sentAt = 0;
    const socket = new WebSocket(`${__ENV.TARGET_URL}/ws/hand_${user}`, null, { tags: { name: 'task' } });
    const deadline = setTimeout(() => settle(false), 60000);
    function settle(ok) {
      if (done) return;
      done = true;
      clearTimeout(deadline);
      if (!opened) connected.add(false);
      completed.add(ok);
      if (ok) {
        taskTime.add(Date.now() - sentAt);
        if (next < messages) missing.add(messages - next);
      }
      if (opened) socket.close();
      resolve();
    }
    socket.addEventListener('open', () => {
      opened = true;
      connected.add(true);
      const begin = () => {
        sentAt = Date.now();
        socket.send(
          JSON.stringify({ task: `Print exactly: ${expected.join('\n')}`, config: { mode: 'one-shot', maxRounds: 5 } }),
        );
      };
      if (togetherAtMs > 0)
        wait(exec.scenario.startTime + togetherAtMs + (user / connectRate) * 1000 - Date.now()).then(begin);
      else begin();
    });
    socket.addEventListener('message', (event) => {
      received.add(1);
      const { event_type: type, data } = JSON.parse(event.data);
      if (type === 'output') {
        if (data.message === expected[next]) next++;
        else if (!data.message.startsWith(prefix)) foreign.add(1);
      } else if (type === 'complete') settle(true);
      else if (type === 'error') settle(false);
    });
    socket.addEventListener('error', () => settle(false));
    socket.addEventListener('close', () => settle(false));
  });
}
