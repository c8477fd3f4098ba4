// Stands for k6/http in Node: answers what a test told it to.

export interface StubResponse {
  readonly status: number;
  readonly body: string | null;
  readonly error: string;
}

let respond = (_url: string): StubResponse => ({ status: 0, body: null, error: 'no answer was set' });

/** Sets how `get` answers from now on. */
export const answerWith = (next: typeof respond): void => {
  respond = next;
};

export default {
  get: (url: string): StubResponse => respond(url),
  request: (_method: string, url: string): StubResponse => respond(url),
  asyncRequest: async (_method: string, url: string): Promise<StubResponse> => respond(url),
  expectedStatuses: (...statuses: readonly number[]) => ({ statuses }),
};
