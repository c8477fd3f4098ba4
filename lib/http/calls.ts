import { sleep } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import type { VuFunction } from '../load/users';
import { type Endpoint, recordAnswer, requestOf } from './endpoint';

/** Pause after a request that got no answer at all, in seconds: workers in a loop would otherwise hammer a target that is down. */
const pauseSeconds = 0.1;

/** One request per iteration: of the endpoint that k6's executor is named after, or else of the first. */
export const calls =
  (...endpoints: readonly [Endpoint, ...Endpoint[]]): VuFunction =>
  async () => {
    const { name, iterationInTest: turn } = exec.scenario;
    const endpoint = endpoints.find((one) => one.name === name) ?? endpoints[0];
    const response = http.request(...requestOf(endpoint, turn));
    recordAnswer(endpoint, response);
    if (response.status === 0) sleep(pauseSeconds);
  };
