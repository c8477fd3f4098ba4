// What a k6 user writes by hand for users who log in, order, and look at what they ordered: a VU for each, a check of every status and answer, a
// search of every body for what others wrote, thresholds. No library.
import { check, sleep } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import { Counter, Rate, Trend } from 'k6/metrics';

const answered = new Rate('answered');
const responseTime = new Trend('response_time', true);
const foreign = new Counter('foreign');
const seen = new Counter('seen');
const lost = new Counter('lost');
const done = new Rate('journeys');
const doneTime = new Trend('journey_duration', true);

const users = Number(__ENV.LOAD_TEST_USERS);

export const options = {
  discardResponseBodies: true,
  scenarios: {
    load: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: [
        { duration: '2s', target: users },
        { duration: '8s', target: users },
      ],
    },
  },
  thresholds: {
    'response_time{name:create}': ['p(95)<1000'],
    answered: ['rate>0.99'],
    foreign: ['count==0'],
    lost: ['count==0'],
    journeys: ['rate>0.99'],
    seen: ['count>100'],
    'checks{check:reads its own write}': ['rate>=1'],
  },
};

const base = __ENV.TARGET_URL.replace(/^ws/, 'http');
const run = Math.random().toString(36).slice(2, 8).toUpperCase();
let token;
let turn = 0;

function ask(method, path, name, expected, body) {
  const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
  const params = { tags: { name }, headers, responseType: 'text' };
  const response = http.request(method, base + path, body ? JSON.stringify(body) : null, params);
  const ok = response.status === expected;
  answered.add(ok, { name });
  if (!ok) return undefined;
  // From the moment it was made, the wait for a connection among it, and of what succeeded only.
  responseTime.add(response.timings.blocked + response.timings.duration, { name });
  return response;
}

function lookAt(body, own) {
  for (let at = body.indexOf('MARKER_'); at !== -1; at = body.indexOf('MARKER_', at + 7)) {
    seen.add(1);
    if (!body.startsWith(own, at)) foreign.add(1);
  }
}

/** @returns whether it came to its end. */
function journey() {
  const user = exec.vu.idInTest;
  if (!token) token = ask('POST', '/login', 'login', 200, { name: `user-${user}` })?.json('token');
  if (!token) return false;
  const own = `MARKER_${run}-U${user}-`;
  const text = `${own}T${turn++}-M0;`;
  const created = ask('POST', '/api/orders', 'create', 201, { text });
  if (!created) return false;
  lookAt(created.body, own);
  const order = JSON.parse(created.body);
  if (order.error || order.id === undefined) return false;
  const read = ask('GET', `/api/orders/${order.id}`, 'read', 200);
  if (!read) return false;
  lookAt(read.body, own);
  const again = JSON.parse(read.body);
  if (again.error) return false;
  if (!read.body.includes(text)) lost.add(1);
  check(again, { 'reads its own write': ({ id }) => id === order.id && read.body.includes(own) });
  return true;
}

export default function () {
  const startedMs = Date.now();
  const ok = journey();
  done.add(ok);
  if (ok) doneTime.add(Date.now() - startedMs);
  sleep(0.2 + Math.random() * 0.2);
}
