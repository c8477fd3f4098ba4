/** How a broadcaster reaches everybody in a channel: by its own socket, or by an HTTP call. */
export type Publishing =
  | { readonly via: 'socket'; message(text: string): string }
  | { readonly via: 'http'; path(channel: string): string; body(text: string): string };

/** How a server broadcasts. A server with another dialect needs one value of this type. */
export interface BroadcastProtocol {
  /** Value of the tag `name` of k6's own metrics. */
  readonly name: string;
  /** Path of a receiver's socket. A channel keeps runs apart that go on beside each other. */
  path(channel: string): string;
  readonly subprotocols?: readonly string[];
  readonly publishing: Publishing;
}

const message = (text: string): string => JSON.stringify({ type: 'broadcast', data: { message: text } });

/** Document 001 names the operation only; this is what the testbed speaks: everybody in a channel gets a client's message as it is. */
export const bySocket: BroadcastProtocol = {
  name: 'broadcast',
  path: (channel) => `/ws/events?channel=${channel}`,
  publishing: { via: 'socket', message },
};

/** The same, with the broadcast sent by an HTTP call. */
export const byHttp: BroadcastProtocol = {
  ...bySocket,
  publishing: { via: 'http', path: (channel) => `/api/broadcast?channel=${channel}`, body: message },
};
