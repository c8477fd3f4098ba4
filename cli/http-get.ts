import { type Agent, get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * One GET, of which no redirect is followed. Neither fetch(), which refuses some ports, nor Node's global agent: with NODE_USE_ENV_PROXY both send
 * a call to this machine to HTTP_PROXY.
 * @param agent keeps connections for the next calls; by default none is kept.
 * @throws Error with the system's code; with `ABORT_ERR` where the answer is not whole in time.
 */
export function httpGet(url: URL, timeoutMs: number, agent: Agent | false = false): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? getHttps : getHttp;
    const request = get(url, { signal: AbortSignal.timeout(timeoutMs), agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.on('error', reject);
  });
}
