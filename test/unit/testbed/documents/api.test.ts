import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestbed, type Testbed } from '../../../../testbed/kernel/server';
import { timed } from '../helpers/testbed';
import { type ApiUser, askApi, logIn } from './api-client';

const documents = '/api/v1/documents';
let testbed: Testbed;
let [ann, bob, eve]: readonly ApiUser[] = [];

// Ann and Bob are of one tenant, Eve of another.
beforeAll(async () => {
  testbed = await startTestbed({ port: 0, database: true });
  [ann, bob, eve] = await Promise.all([1, 2, 101].map((number) => logIn(testbed.httpUrl, number)));
}, 60_000);
afterEach(() => switchTo());
afterAll(() => testbed.close());

/** As PUT /testbed/defects does it, which waits for the database. */
async function switchTo(...defects: readonly string[]): Promise<void> {
  expect((await askApi(testbed.httpUrl, 'PUT', '/testbed/defects', { defects })).status).toBe(200);
}

const ask = (user: ApiUser | undefined, method: string, path: string, body?: unknown) => {
  if (user === undefined) throw new Error('nobody has logged in');
  return user.ask(method, path, body);
};
const create = (user: ApiUser | undefined, title: string) =>
  ask(user, 'POST', documents, { title, content: { text: 'of a test' } });

describe('the documents API', () => {
  it.each([
    ['a wrong password', { email: 'loadtest1@example.com', password: 'wrong' }],
    ['an unknown address', { email: 'nobody@example.com', password: 'testpass123' }],
  ])('lets nobody in with %s', async (_what, account) => {
    expect((await askApi(testbed.httpUrl, 'POST', '/api/v1/auth/login', account)).status).toBe(401);
  });

  it.each([
    '',
    'nonsense',
    'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwidGVuYW50IjoiYiJ9.',
  ])('answers 401 to the token "%s"', async (token) => {
    expect((await askApi(testbed.httpUrl, 'GET', documents, undefined, token)).status).toBe(401);
  });

  it('shows a document to its tenant and to nobody else, by list, by id and by search', async () => {
    const { status, json } = await create(ann, 'plan lmtestshown');
    expect([status, json.title]).toEqual([201, 'plan lmtestshown']);
    const places = [documents, `${documents}/${json.id}`, `${documents}/search?q=lmtestshown`];
    const shown = (user: ApiUser | undefined) =>
      Promise.all(
        places.map(async (path) => JSON.stringify((await ask(user, 'GET', path)).json).includes('lmtestshown')),
      );
    expect(await shown(ann)).toEqual([true, true, true]);
    expect(await shown(bob)).toEqual([true, true, true]);
    expect(await shown(eve)).toEqual([false, false, false]);
    expect((await ask(eve, 'GET', `${documents}/${json.id}`)).status).toBe(404);
    expect((await ask(eve, 'DELETE', `${documents}/${json.id}`)).status).toBe(404);
    expect((await ask(bob, 'DELETE', `${documents}/${json.id}`)).status).toBe(204);
    expect((await ask(ann, 'GET', `${documents}/${json.id}`)).status).toBe(404);
  });

  it('removes all documents of a tenant with a word, and no others', async () => {
    await Promise.all([create(ann, 'lmtestgone 1'), create(bob, 'lmtestgone 2'), create(eve, 'lmtestgone 3')]);
    expect((await ask(ann, 'DELETE', `${documents}/search?q=lmtestgone`)).json.deleted).toBe(2);
    expect((await ask(eve, 'DELETE', `${documents}/search?q=lmtestgone`)).json.deleted).toBe(1);
  });

  it('lists page by page, the newest first', async () => {
    const page = async (query: string) => (await ask(ann, 'GET', `${documents}?${query}`)).json.documents ?? [];
    const [all, first, second] = await Promise.all([page('limit=4'), page('limit=2'), page('limit=2&offset=2')]);
    expect([...first, ...second]).toEqual(all);
    expect(await page('')).toHaveLength(20);
  });

  it.each([
    '?limit=0',
    '?limit=101',
    '?offset=x',
    '/search',
    '/search?q=',
    '/no-uuid',
  ])('answers 400 to %s', async (rest) => {
    expect((await ask(ann, 'GET', documents + rest)).status).toBe(400);
  });

  it('tells its pool, its connections, its cores and its memory as metrics', async () => {
    await vi.waitFor(async () => {
      const text = await (await fetch(testbed.metricsUrl)).text();
      expect(text).toMatch(/^testbed_database_pool\{state="idle"\} [1-9]/m);
      expect(text).toMatch(/^testbed_database_connections\{database="documents"\} [1-9]/m);
      expect(text).toMatch(/^testbed_cores\{system="documents"\} [1-9]/m);
      expect(text).toMatch(/^testbed_memory_limit_bytes\{system="documents"\} 1073741824/m);
    });
  });

  it('answers 500 while the database is down, without its words, and goes on when it is back', async () => {
    await switchTo('database-down');
    const { status, json } = await ask(ann, 'GET', documents);
    expect(status).toBe(500);
    expect(json.message).toMatch(/^the database failed \(\w+\)$/);
    await switchTo();
    expect((await ask(ann, 'GET', documents)).status).toBe(200);
  }, 30_000);
});

describe('defects of the documents API', () => {
  const list = () => ask(ann, 'GET', documents);

  it('long-transactions takes its time, and documents-pool lets so many go at once', async () => {
    await switchTo('long-transactions=200');
    expect(await timed(() => Promise.all([list(), list(), list(), list()]))).toBeLessThan(600);
    await switchTo('long-transactions=200', 'documents-pool=2');
    expect(await timed(() => Promise.all([list(), list(), list(), list()]))).toBeGreaterThan(390);
  });

  it('session-tenant shows a list of the tenant that had the connection before, and nothing else of it', async () => {
    const { json } = await create(eve, 'lmtestforeign');
    await switchTo('documents-pool=1', 'session-tenant=2');
    // The first list is not told its tenant: the connection is new, and sees nothing.
    expect((await list()).json.documents).toEqual([]);
    expect((await ask(eve, 'GET', documents)).json.documents?.[0]?.title).toBe('lmtestforeign');
    expect((await list()).json.documents?.[0]?.title).toBe('lmtestforeign');
    expect((await ask(ann, 'GET', `${documents}/${json.id}`)).status).toBe(404);
    await switchTo();
    await ask(eve, 'DELETE', `${documents}/${json.id}`);
  });

  it('slow-documents delays lists and nothing else', async () => {
    await switchTo('slow-documents=300');
    expect(await timed(list)).toBeGreaterThan(298);
    expect(await timed(() => ask(ann, 'GET', `${documents}/search?q=report`))).toBeLessThan(298);
  });

  it('keep-documents keeps memory for each document that is created, two gigabytes at most', async () => {
    await switchTo('keep-documents=1000');
    const alloc = vi.spyOn(Buffer, 'alloc').mockReturnValue(Buffer.from(''));
    for (const title of ['lmtestkept 1', 'lmtestkept 2', 'lmtestkept 3']) await create(ann, title);
    const taken = alloc.mock.calls.filter(([size]) => size === 1000 * 1024 * 1024);
    alloc.mockRestore();
    expect(taken).toHaveLength(2);
    await ask(ann, 'DELETE', `${documents}/search?q=lmtestkept`);
  });

  // Last: what it has taken from the pool does not come back.
  it('leak-connections uses the pool up, and then 503 says so', async () => {
    await switchTo('documents-pool=3', 'leak-connections=1');
    for (let request = 0; request < 3; request++) expect((await list()).status).toBe(200);
    expect((await list()).status).toBe(503);
  }, 20_000);
});
