// The documents API of document 002, which names its paths, bodies and weights. What it leaves open, such as the names of fields, is an
// option: a server of other habits is met by other data.

import type { Afterwards, JourneyUser, Reply, Shape } from '../lib';

/** How a documents API is spoken to. */
export interface DocumentsInterface {
  /** Users come from this many tenants in turn, so that a small load has several, too: user 0 of the first, user 1 of the second. */
  readonly tenants: number;
  /** The account of a user by its number in the run, from 0. */
  readonly account: (user: number) => unknown;
  /** Path of a login, which takes an account as JSON. */
  readonly login: string;
  /** The field of its answer that has the token. */
  readonly token: string;
  /** Path of the documents: a GET lists them, a POST makes one, and one of them is at its id behind it. */
  readonly documents: string;
  /** Path that finds documents by words. */
  readonly search: (words: string) => string;
  /** The field of a list, or of what was found, that has the documents; `''`: the answer is the list itself. */
  readonly items: string;
  /** Status of a document that was made. */
  readonly created: number;
  /** Body of a new document. */
  readonly body: (title: string, text: string) => unknown;
  /** Path at which a DELETE removes all documents with a word; undefined: each that is found by it is removed by itself. */
  readonly removeFound: ((word: string) => string) | undefined;
}

/** Document 002's own. It has a thousand users, `loadtest1` to `loadtest1000`, a hundred of each tenant in the testbed. */
export const documentsApi: DocumentsInterface = {
  tenants: 10,
  account: (user) => ({ email: `loadtest${accountNumber(user)}@example.com`, password: 'testpass123' }),
  login: '/api/v1/auth/login',
  token: 'access_token',
  documents: '/api/v1/documents',
  search: (words) => `/api/v1/documents/search?q=${words}`,
  items: 'documents',
  created: 201,
  body: (title, text) => ({ title, content: { text } }),
  removeFound: (word) => `/api/v1/documents/search?q=${word}`,
};

const usersOfTenant = 100;
const accountNumber = (user: number): number =>
  (user % 10) * usersOfTenant + (Math.floor(user / 10) % usersOfTenant) + 1;

/** As document 002 writes it. */
const text = 'Load test content'.repeat(100);
const words = ['test', 'document', 'load', 'content'];

interface Entry {
  readonly id: string;
  /** The user's own marker, where the user made it. */
  readonly marker?: string;
  /** A word that only this document has. */
  readonly word?: string;
}

/** What a user has at hand after its login. */
interface Session {
  readonly token: string;
  /** Those of its last list that no other run may remove meanwhile. */
  listed: readonly Entry[];
  readonly made: Entry[];
  /** How often it has looked for something. */
  searches: number;
}

/** A document of its own that a user remembers; older ones are read by nobody. */
const mostRemembered = 20;

/** What a user of a documents API can do, one request each but for the login. */
export interface DocumentSteps {
  /** Whose documents a user may see: those of its tenant. */
  readonly tenantOf: (user: number) => number;
  readonly list: (user: JourneyUser) => Promise<unknown>;
  /** One that it made or has seen in a list. */
  readonly read: (user: JourneyUser) => Promise<unknown>;
  readonly create: (user: JourneyUser) => Promise<unknown>;
  /** Every other time for a document of its own. */
  readonly search: (user: JourneyUser) => Promise<unknown>;
  /** Removes what the run has made, in every tenant. */
  readonly removeAll: (target: Afterwards) => void;
}

/** Begins the word by which the documents of a run are found. Letters and digits: a search takes it for one word. */
const wordOf = (run: string): string => `lm${run}`;

/** @param changes where a server differs from document 002's. */
export function documentSteps(changes: Partial<DocumentsInterface> = {}): DocumentSteps {
  const api = { ...documentsApi, ...changes };
  const at = (id: string) => `${api.documents}/${id}`;

  const session = (user: JourneyUser): Promise<Session> =>
    user.once('session', async () => {
      const read: Shape = { [api.token]: 'string' };
      const answer = await user.post(api.login, { name: 'login', json: api.account(user.index), read });
      return { token: String(answer[api.token]), listed: [], made: [], searches: 0 };
    });

  async function list(user: JourneyUser): Promise<unknown> {
    const own = await session(user);
    const { token } = own;
    const read = (reply: Reply) => listIn(reply.json(), api.items);
    const entries = await user.get(api.documents, { name: 'list', token, read });
    own.listed = entries.filter((entry) => isLasting(entry, user.run)).map(({ id }) => ({ id: String(id) }));
    return entries;
  }

  async function read(user: JourneyUser): Promise<unknown> {
    const { token, listed, made } = await session(user);
    const known = [...listed, ...made];
    const entry = known[Math.floor(Math.random() * known.length)];
    // In its first journeys a user may know of none.
    if (entry === undefined) return await list(user);
    const { id, marker } = entry;
    const shown = marker === undefined ? {} : { shows: marker };
    return await user.get(at(id), { name: 'read', token, read: { id: 'id' }, ...shown });
  }

  async function create(user: JourneyUser): Promise<unknown> {
    const { token, made } = await session(user);
    const marker = user.marker();
    const word = `${wordOf(user.run)}u${user.index}t${user.turn}`;
    const json = api.body(`Load Test Doc ${wordOf(user.run)} ${word} ${marker}`, text);
    const { id } = await user.post(api.documents, {
      name: 'create',
      token,
      json,
      expect: api.created,
      read: { id: 'id' },
    });
    made.push({ id: String(id), marker, word });
    if (made.length > mostRemembered) made.shift();
    return id;
  }

  async function search(user: JourneyUser): Promise<unknown> {
    const own = await session(user);
    const { token, made } = own;
    const turn = own.searches++;
    const entry = turn % 2 === 1 ? made[made.length - 1] : undefined;
    const read = (reply: Reply) => listIn(reply.json(), api.items);
    const options = { name: 'search', token, read, ...(entry?.marker && { shows: entry.marker }) };
    return await user.get(api.search(entry?.word ?? words[(user.index + turn) % words.length] ?? ''), options);
  }

  function removeAll(target: Afterwards): void {
    for (let user = 0; user < api.tenants; user++) removeOfTenant(api, target, user);
  }

  return { tenantOf: (user) => user % api.tenants, list, read, create, search, removeAll };
}

interface Listed {
  readonly id?: unknown;
  readonly [field: string]: unknown;
}

/** The documents of a list. @throws Error where there are none that could be: the answer is not as expected then. */
function listIn(value: unknown, items: string): readonly Listed[] {
  const entries = items === '' ? value : (value as Readonly<Record<string, unknown>>)[items];
  if (Array.isArray(entries) && entries.every((entry) => entry?.id !== undefined)) return entries;
  throw new TypeError('the answer has no list of documents');
}

/** Whether no other run will remove it, as every run does with what it made. */
const isLasting = (entry: Listed, run: string): boolean => {
  const said = JSON.stringify(entry);
  return !said.includes('MARKER_') || said.includes(`MARKER_${run}-`);
};

/** Removes what users of a tenant have made. @param user one of them. */
function removeOfTenant(api: DocumentsInterface, { run, ask }: Afterwards, user: number): void {
  const login = ask('POST', api.login, { json: api.account(user) }) as Readonly<Record<string, unknown>>;
  const token = String(login[api.token]);
  const word = wordOf(run);
  if (api.removeFound) {
    ask('DELETE', api.removeFound(word), { token });
    return;
  }
  // A page after the other, until nothing is found any more.
  for (;;) {
    const found = listIn(ask('GET', api.search(word), { token }), api.items);
    if (found.length === 0) return;
    for (const { id } of found) ask('DELETE', `${api.documents}/${String(id)}`, { token });
  }
}
