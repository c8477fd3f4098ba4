import http from 'k6/http';
import { requestTimeoutMs } from '../environment/target';
import { cleanRefusals } from '../http/clean-refusals';
import { tookMsOf } from '../http/took';
import { failureOf } from '../metrics/failures';
import { recordShortage } from '../runtime/shortage';
import { StoreError } from './store';

/** What came of a call over HTTP. */
export interface StoreAnswer {
  readonly status: number;
  readonly text: string;
  readonly tookMs: number;
}

export type StoreCall = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: string,
  /** Statuses other than 200 and 201 that are no failure. */
  accepts?: readonly number[],
) => Promise<StoreAnswer>;

/**
 * Calls for adapters of stores that speak HTTP with JSON.
 * @param base the store's address without a slash at its end. It is asked for with each call, because only a run knows it.
 * @param headers of each call, such as a key.
 * @returns a call that rejects with a StoreError for an unexpected status, and where nothing came.
 */
export const storeCalls =
  (base: () => string, headers: () => Readonly<Record<string, string>> = () => ({})): StoreCall =>
  async (method, path, body, accepts = []) => {
    const response = await http.asyncRequest(method, base() + path, body ?? null, {
      headers: { 'Content-Type': 'application/json', ...headers() },
      // k6 makes a metric of each URL otherwise, and names of collections are in them.
      tags: { name: 'vector store' },
      timeout: requestTimeoutMs(),
      redirects: 0,
      responseType: 'text',
    });
    const { status, error, error_code: code } = response;
    const text = response.body ?? '';
    if (status === 0) recordShortage(error);
    if (status === 200 || status === 201 || accepts.includes(status))
      return { status, text, tookMs: tookMsOf(response.timings) };
    const what = failureOf(status, code);
    // k6's own words name the address; the store's are about what it was asked.
    const words = status > 0 ? ` It said: ${text.slice(0, 200)}` : '';
    throw new StoreError(
      `A vector store was expected to answer ${method} ${path} with 200 or 201, but came ${what}.${words}`,
      {
        what,
        came: status > 0,
        refusedCleanly: cleanRefusals.includes(status),
        tookMs: tookMsOf(response.timings),
      },
    );
  };
