import type { BroadcastProtocol } from '../lib';

const message = (text: string): string => JSON.stringify({ type: 'broadcast', data: { message: text } });

/** Document 001 names the operation only; this is what the testbed speaks: all members of a channel get a client's message unchanged. */
export const bySocket: BroadcastProtocol = {
  name: 'broadcast',
  path: (channel) => `/ws/events?channel=${channel}`,
  publishing: { via: 'socket', message },
};

/** An error that comes with a good status. */
const isAccepted = (answer: string): boolean => !/"errors?"\s*:\s*(?!null|false|\[\])/.test(answer);

/** The same, with each broadcast sent by an HTTP call. */
export const byHttp: BroadcastProtocol = {
  ...bySocket,
  publishing: { via: 'http', path: (channel) => `/api/broadcast?channel=${channel}`, body: message, isAccepted },
};
