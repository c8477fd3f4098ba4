/** One answer. Every route that a system has answers in JSON. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function ask(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as Answer['body'],
  };
}

/** The same with POST and this body as JSON; without a body when it is undefined, and as it is when it is text. */
export function tell(url: string, body: unknown, init: RequestInit = {}): Promise<Answer> {
  if (body === undefined) return ask(url, { ...init, method: 'POST' });
  return ask(url, {
    ...init,
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}
