// What a k6 user writes by hand for requests that arrive at a rate: k6's own executor for it, a check of every status and body, thresholds. No library.
import http from 'k6/http';
import { Rate } from 'k6/metrics';

const rate = Number(__ENV.LOAD_TEST_RPS);
const answered = new Rate('answered');

export const options = {
  discardResponseBodies: true,
  scenarios: {
    load: {
      executor: 'constant-arrival-rate',
      rate,
      timeUnit: '1s',
      duration: __ENV.LOAD_TEST_DURATION,
      // For answers that take a twentieth of a second, with room for a moment's wait.
      preAllocatedVUs: Math.ceil(rate / 20),
      maxVUs: rate,
    },
  },
  thresholds: {
    'http_req_duration{name:health}': ['p(95)<1000'],
    'http_reqs{name:health}': ['count>=50'],
    'answered{name:health}': ['rate>0.99'],
    // k6 drops some at the begin of a moment's wait, until it has more VUs.
    dropped_iterations: ['count<100'],
  },
};

const url = `${__ENV.TARGET_URL.replace(/^ws/, 'http')}/health`;
const tags = { name: 'health' };

const maybeError =
  /"errors?"\s*:\s*["{[t1-9]|"(?:success|ok)"\s*:\s*false|"status"\s*:\s*"(?:error|fail|unhealthy|down)"/i;

function isAnswer(body) {
  const start = body.slice(0, 100).trimStart();
  return start !== '' && !start.startsWith('<') && !maybeError.test(body);
}

export default function () {
  const { status, body } = http.get(url, { tags, responseType: 'text' });
  answered.add(status === 200 && isAnswer(body), tags);
}
