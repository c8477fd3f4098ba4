import { numbered } from '../helpers/testbed';
import { type Client, connect } from '../tasks/client';

/** A client of the broadcast system, in this channel. */
export function listen(url: string, channel?: string): Promise<Client> {
  return connect(url, channel === undefined ? 'events' : `events?channel=${encodeURIComponent(channel)}`);
}

export function listenAll(url: string, count: number, channel?: string): Promise<Client[]> {
  return Promise.all(numbered('', count).map(() => listen(url, channel)));
}

/** What a client was sent, in order. */
export function heard(client: Client | undefined): string[] {
  return client?.frames.map(({ text }) => text) ?? [];
}

/** Broadcasts over HTTP. */
export async function post(
  httpUrl: string,
  body: string | undefined,
  channel?: string,
  contentType = 'application/json',
) {
  const query = channel === undefined ? '' : `?channel=${encodeURIComponent(channel)}`;
  const response = await fetch(`${httpUrl}/api/broadcast${query}`, {
    method: 'POST',
    ...(body !== undefined && { body, headers: { 'content-type': contentType } }),
  });
  return { status: response.status, body: await response.json() };
}
