import { Agent, get as httpGet } from 'node:http';
import type { Readings } from '../../lib/gate/reading';
import { codeOf } from '../error-code';
import { parseCount, parseMetrics, parseStatus, type Status } from './rest-answers';

/** k6's REST API, as far as it is used here. Every call ends within 0.9 s. */
export interface Rest {
  status(): Promise<Status>;
  /** The value of one counter; undefined without an answer. Cheap for k6: it formats this metric only. */
  count(metric: string): Promise<number | undefined>;
  /** Every metric. Expensive for k6: it sorts the samples of every trend. */
  readings(): Promise<Readings | undefined>;
}

const timeoutMs = 900;

export function connectRest(port: number): Rest {
  // Neither fetch() nor Node's global agent: with NODE_USE_ENV_PROXY both send a call to this machine to HTTP_PROXY.
  const agent = new Agent({ keepAlive: true });
  const get = async <T>(path: string, parse: (body: unknown) => T): Promise<T> =>
    parse(JSON.parse(await getText(port, `/v1/${path}`, agent)));
  const orUndefined = <T>(answer: Promise<T>): Promise<T | undefined> => answer.catch(() => undefined);
  return {
    status: () =>
      get('status', parseStatus).catch((error: unknown) => ({ kind: isRefusal(error) ? 'refused' : 'silent' })),
    count: (metric) => orUndefined(get(`metrics/${metric}`, parseCount)),
    readings: () => orUndefined(get('metrics', parseMetrics)),
  };
}

function getText(port: number, path: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const request = httpGet({ host: '127.0.0.1', port, path, agent, signal }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

function isRefusal(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ECONNREFUSED' || code === 'ECONNRESET';
}
