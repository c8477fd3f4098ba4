/** How a broadcaster reaches all members of a channel: by its own socket, or by an HTTP call. */
export type Publishing =
  | { readonly via: 'socket'; message(text: string): string }
  | { readonly via: 'http'; path(channel: string): string; body(text: string): string };

/** How a server broadcasts. A server with another dialect needs one value of this type, nothing else. */
export interface BroadcastProtocol {
  /** Value of the tag `name` of k6's own metrics. */
  readonly name: string;
  /** Path of a receiver's socket, with a leading slash. Each run has a channel of its own, so that runs do not hear each other. */
  path(channel: string): string;
  readonly subprotocols?: readonly string[];
  readonly publishing: Publishing;
}
