import http from 'k6/http';

/** Statuses that are a success. */
export interface Expectation {
  /** As the request gave them; undefined: 200 to 299. */
  readonly statuses: number | readonly number[] | undefined;
  readonly includes: (status: number) => boolean;
  /** k6's own http_req_failed then agrees with answer_ok, as far as statuses go. */
  readonly callback: ReturnType<typeof http.expectedStatuses> | undefined;
}

/** What is expected where a request says nothing. */
export const anySuccess: Expectation = {
  statuses: undefined,
  includes: (status) => status >= 200 && status < 300,
  callback: undefined,
};

export function expectationOf(statuses: number | readonly number[] | undefined): Expectation {
  if (statuses === undefined) return anySuccess;
  const list = typeof statuses === 'number' ? [statuses] : statuses;
  return {
    statuses,
    includes: (status) => list.includes(status),
    callback: http.expectedStatuses(...list),
  };
}
