/** The channel of a client that names none. */
const defaultChannel = 'default';

/** The channel that a URL's query names, `?channel=run-1`. */
export function channelOf(url: string): string {
  const [, query] = url.split('?', 2);
  return new URLSearchParams(query).get('channel') || defaultChannel;
}
