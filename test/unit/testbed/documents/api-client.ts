/** A user of the documents API who has logged in. */
export interface ApiUser {
  /** @returns the status and the JSON of the answer; null where it has none. */
  ask(method: string, path: string, body?: unknown): Promise<{ status: number; json: Answer }>;
}

/** What answers have of what tests look at. */
export type Answer = {
  readonly [Field in 'id' | 'title' | 'message' | 'access_token']?: string;
} & { readonly documents?: readonly { readonly id: string; readonly title: string }[]; readonly deleted?: number };

/** Asks without a login, or with a token. */
export async function askApi(httpUrl: string, method: string, path: string, body?: unknown, token?: string) {
  const headers = {
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(httpUrl + path, { method, headers, ...sent });
  const text = await response.text();
  const json: Answer = text === '' ? null : JSON.parse(text);
  return { status: response.status, json };
}

/** @param number of the user: 1 to 100 are of the first tenant, 101 to 200 of the second. */
export async function logIn(httpUrl: string, number: number): Promise<ApiUser> {
  const account = { email: `loadtest${number}@example.com`, password: 'testpass123' };
  const { json } = await askApi(httpUrl, 'POST', '/api/v1/auth/login', account);
  return { ask: (method, path, body) => askApi(httpUrl, method, path, body, json.access_token) };
}
