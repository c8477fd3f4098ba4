import { Agent } from 'node:http';
import type { Readings } from '../../lib/gate/reading';
import { codeOf } from '../error-code';
import { httpGet } from '../http-get';
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
  const agent = new Agent({ keepAlive: true });
  const get = async <T>(path: string, parse: (body: unknown) => T): Promise<T> =>
    parse(JSON.parse((await httpGet(new URL(`http://127.0.0.1:${port}/v1/${path}`), timeoutMs, agent)).body));
  const orUndefined = <T>(answer: Promise<T>): Promise<T | undefined> => answer.catch(() => undefined);
  return {
    status: () =>
      get('status', parseStatus).catch((error: unknown) => ({ kind: isRefusal(error) ? 'refused' : 'silent' })),
    count: (metric) => orUndefined(get(`metrics/${metric}`, parseCount)),
    readings: () => orUndefined(get('metrics', parseMetrics)),
  };
}

function isRefusal(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ECONNREFUSED' || code === 'ECONNRESET';
}
