import { describe, expect, it, vi } from 'vitest';
import type { JourneyUser } from '../../../lib/journey/journey-user';
import { UnexpectedAnswer } from '../../../lib/journey/over';
import type { RequestOptions } from '../../../lib/journey/request-options';
import { samplesOf, sumOf } from '../../stubs/k6-metrics';
import { onFakeTime, shareOf, sumWith, target } from '../requests/made';
import { runArriving } from './made';

onFakeTime();

type User = Parameters<Parameters<typeof runArriving>[1]>[0];

/** One journey of one user. */
const once = (act: (user: User) => Promise<unknown>) => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  return runArriving({ perSecond: 1, duration: '1s' }, act);
};

describe('a request', () => {
  it('says what it is asked to', async () => {
    const came = target(() => ({ status: 201 }));
    await once((user) => user.put('/a?b=1', { token: 't0k', headers: { 'X-A': 'b' }, json: { c: 1 }, expect: 201 }));
    expect(came[0]).toMatchObject({
      method: 'PUT',
      url: 'http://target/a?b=1',
      body: '{"c":1}',
      params: {
        tags: { name: 'PUT /a' },
        redirects: 0,
        headers: { 'Content-Type': 'application/json', Authorization: 'Bearer t0k', 'X-A': 'b' },
        responseCallback: { statuses: [201] },
      },
    });
  });

  it.each<[string, RequestOptions, 'text' | undefined]>([
    ['kept, so that it can be searched', {}, 'text'],
    ['left out where the request says so', { discard: true }, undefined],
    ['kept where something must be looked for in it', { discard: true, shows: 'MARKER_' }, 'text'],
  ])('has its body %s', async (_what, options, type) => {
    const came = target();
    await once((user) => user.get('/', options));
    expect(came.map(({ params }) => params.responseType)).toEqual([type]);
  });

  it('gives the place and the body of its answer together', async () => {
    target(() => ({ status: 201, location: '/orders/7', body: '{"id":7}' }));
    const found: unknown[] = [];
    await once(async (user) => {
      const reply = await user.post('/orders');
      found.push([reply.location, reply.as({ id: 'id' }).id]);
      const { id, location } = await user.post('/orders', {
        read: (reply) => ({ ...reply.as({ id: 'number' }), location: reply.location }),
      });
      found.push([location, id]);
    });
    expect(found).toEqual([
      ['http://target/orders/7', 7],
      ['http://target/orders/7', 7],
    ]);
  });

  it('is an error of the script where a path is missing, and says where a place is to be had', async () => {
    target(() => ({ body: '{"id":7}' }));
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    await once(async (user) => {
      const order: { id: number; location?: string } = await user.post('/orders', { read: { id: 'number' } });
      await user.get(order.location as string);
    });
    expect(sumOf('script_errors')).toBe(1);
    expect(logged.mock.calls.join()).toMatch(/A path must begin with a slash.*`location` is on the reply/);
  });

  it.each([
    ['200 to 299', undefined, [200, 204, 299], [199, 302, 401]],
    ['one', 404, [404], [200]],
    ['several', [200, 409], [200, 409], [404]],
  ])('expects %s', async (_what, expected, good, bad) => {
    for (const status of [...good, ...bad]) {
      target(() => ({ status }));
      const before = sumOf('answer_ok');
      await once((user) => user.get('/', expected === undefined ? {} : { expect: expected }));
      expect(sumOf('answer_ok') - before, String(status)).toBe(good.includes(status) ? 1 : 0);
    }
  });

  it('ends its journey where it is not answered as expected, and says what came', async () => {
    const came = target(() => ({ status: 401 }));
    const caught: unknown[] = [];
    await once(async (user) => {
      await user.get('/a', { name: 'a' }).catch((error: unknown) => caught.push(error));
      await user.get('/b', { name: 'b' });
      await user.get('/c');
    });
    expect(came).toHaveLength(2);
    expect(caught).toEqual([expect.any(UnexpectedAnswer)]);
    expect(caught[0]).toMatchObject({ message: 'a: HTTP 401', status: 401 });
    expect(sumWith('requests_failed', { name: 'b', what: 'HTTP 401' })).toBe(1);
    expect([sumOf('script_errors'), samplesOf('response_time').length]).toEqual([0, 0]);
  });

  it('stays with its target', async () => {
    const came = target(({ url }) =>
      url.endsWith('/old') ? { status: 302, location: '/new' } : { location: 'http://elsewhere/x' },
    );
    await once(async (user) => {
      const reply = await user.post('/old', { form: { a: 1 } });
      expect(reply.location).toBeUndefined();
      await user.get('http://target/absolute');
      await user.get('http://elsewhere/x');
    });
    expect(came.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', 'http://target/old', 'a=1'],
      ['GET', 'http://target/new', null],
      ['GET', 'http://target/absolute', null],
    ]);
    expect([sumOf('redirects_followed'), sumOf('script_errors')]).toEqual([1, 1]);
  });
});

describe('what is read', () => {
  const reading = async <T>(body: string, read: (user: User) => Promise<T>) => {
    target(() => ({ body }));
    let found: T | undefined;
    await once(async (user) => {
      found = await read(user);
    });
    return found;
  };

  it.each<[string, string, (user: User) => Promise<unknown>, unknown]>([
    ['a text', '<p>', (user) => user.get('/', { read: 'text' }), '<p>'],
    ['JSON', '[1]', (user) => user.get('/', { read: 'json' }), [1]],
    ['an object of a shape', '{"id":1,"a":2}', (user) => user.get('/', { read: { id: 'number' } }), { id: 1, a: 2 }],
    ['what a function makes of it', '{"a":2}', (user) => user.get('/', { read: ({ json }) => [json()] }), [{ a: 2 }]],
  ])('is %s', async (_what, body, read, found) => {
    expect(await reading(body, read)).toEqual(found);
    expect(shareOf('answer_ok')).toBe(1);
  });

  it.each<[string, string, (user: User) => Promise<unknown>]>([
    ['no JSON', '<p>', (user) => user.get('/', { read: 'json' })],
    ['empty', '', (user) => user.get('/', { read: 'json' })],
    ['an error with 200', '{"error":"no","id":1}', (user) => user.get('/', { read: { id: 'number' } })],
    ['of another shape', '{"id":"a"}', (user) => user.get('/', { read: { id: 'number' } })],
    ['without what it must hold', '{"id":1}', (user) => user.get('/', { read: { id: 'number' }, holds: 'ready' })],
    ['not what its reader needs', '{"id":"a"}', (user) => user.get('/', { read: ({ as }) => as({ id: 'number' }) })],
    [
      'what its reader throws at',
      '{"id":1}',
      (user) =>
        user.get('/', {
          read: () => {
            throw new Error('no');
          },
        }),
    ],
  ])('is a failure where it is %s', async (_what, body, read) => {
    await reading(body, read);
    expect(shareOf('answer_ok')).toBe(0);
    expect(sumWith('requests_failed', { what: 'an answer without what it must hold' })).toBe(1);
    expect(sumOf('script_errors')).toBe(0);
  });
});

describe('markers', () => {
  const two = (act: (user: User) => Promise<unknown>) => runArriving({ perSecond: 2, duration: '1s' }, act);

  it('of others are found in every answer, and not in what is public', async () => {
    const texts: string[] = [];
    target(() => ({ body: texts.join(' ') }));
    await two(async (user: JourneyUser) => {
      texts.push(user.marker());
      await user.get('/all', { read: 'text', isPublic: true });
      await user.get('/mine');
      await user.get('/mine', { read: 'text' });
      await user.get('/large', { discard: true });
    });
    // The first user reads its own twice; the second its own twice, and each time that of the first where it must not.
    expect([sumOf('markers_checked'), sumOf('foreign_markers'), sumOf('foreign_chances')]).toEqual([6, 2, 6]);
    expect([sumOf('answers_searched'), sumOf('answers_unsearched')]).toEqual([4, 4]);
    expect([sumOf('markers_written'), shareOf('markers_read_back')]).toEqual([2, 1]);
  });

  it('of users of the same group may be seen, and those of another group never', async () => {
    const texts: string[] = [];
    target(() => ({ body: texts.join(' ') }));
    const act = async (user: User) => {
      texts.push(user.marker());
      await user.get('/list');
    };
    await runArriving({ perSecond: 4, duration: '1s' }, act, (user) => user % 2);
    // Users 0 to 3 read 1, 2, 3 and 4 markers; users 1, 2 and 3 see 1, 1 and 2 of the other group.
    expect([sumOf('markers_checked'), sumOf('foreign_markers'), sumOf('foreign_chances')]).toEqual([10, 4, 10]);
  });

  it('prove nothing where all users are of one group', async () => {
    const texts: string[] = [];
    target(() => ({ body: texts.join(' ') }));
    const act = async (user: User) => {
      texts.push(user.marker());
      await user.get('/list');
    };
    await runArriving({ perSecond: 2, duration: '1s' }, act, () => 'all');
    expect([sumOf('foreign_markers'), samplesOf('foreign_chances'), shareOf('markers_read_back')]).toEqual([0, [], 0]);
  });

  it('of others are found in an answer whose redirect is followed, and in one that failed', async () => {
    const texts: string[] = [];
    target(({ url }) => {
      const body = texts[0] ?? '';
      if (url.endsWith('/old')) return { status: 302, location: '/new', body };
      return url.endsWith('/new') ? { body: '' } : { status: 500, body };
    });
    await two(async (user) => {
      texts.push(user.marker());
      await user.get('/old');
      await user.get('/old', { isPublic: true });
      await user.get('/broken');
    });
    expect(sumOf('foreign_markers')).toBe(2);
  });

  it.each<[string, number, string, number | undefined]>([
    ['no answer shows any', 2, '', 0],
    ['there is one user only', 1, 'own', 0],
    ['they are shown', 2, 'own', 1],
  ])('are written, and it is known whether any was read where %s', async (_what, perSecond, shown, share) => {
    let body = '';
    target(() => ({ body }));
    await runArriving({ perSecond, duration: '1s' }, async (user) => {
      const own = user.marker();
      body = shown && own;
      await user.get('/');
    });
    expect([sumOf('markers_written'), shareOf('markers_read_back')]).toEqual([perSecond, share]);
  });

  it('are no claim of a journey that writes none', async () => {
    target();
    await two((user) => user.get('/'));
    expect([samplesOf('markers_written'), samplesOf('markers_read_back')]).toEqual([[], []]);
  });

  it('that are lost or stale are named in the log, with whose they are and in which request', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    let body = '';
    target(() => ({ body }));
    await two(async (user) => {
      if (user.index === 0) return;
      const [first, second] = [user.marker(), user.marker()];
      await user.get('/', { name: 'read', shows: second });
      body = first;
      await user.get('/', { name: 'read', shows: second });
    });
    expect(logged.mock.calls.map(([line]) => String(line))).toEqual([
      expect.stringMatching(/^failed: user 1: read: lost marker MARKER_\w+-V\d+-U1-T0-M1;$/),
      expect.stringMatching(/^failed: user 1: read: shows an older marker than MARKER_\w+-V\d+-U1-T0-M1;$/),
    ]);
  });

  it('that must be shown are lost, stale or shown; an answer that failed is no word about them', async () => {
    let status = 200;
    let body = '';
    target(() => ({ status, body }));
    await once(async (user) => {
      const [first, second] = [user.marker(), user.marker()];
      const look = async (nextStatus: number, nextBody: string) => {
        [status, body] = [nextStatus, nextBody];
        await user.get('/', { shows: second }).catch(() => {});
      };
      await look(200, second);
      await look(200, first);
      await look(200, 'nothing');
      await look(404, '');
      await look(503, '');
    });
    expect([sumOf('lost_markers'), sumOf('stale_markers'), sumOf('markers_compared')]).toEqual([2, 1, 4]);
    // A run of one user cannot show that nothing leaks.
    expect([sumOf('markers_checked'), samplesOf('foreign_chances')]).toEqual([2, []]);
  });
});

describe('what a journey records of its own', () => {
  it('has its name, and nothing that was not declared', async () => {
    target();
    await once(async (user) => {
      expect([user.check('it holds', true), user.check('it holds', false)]).toEqual([true, false]);
      user.record('took', 12);
      user.record('sum', 3);
      // @ts-expect-error Nobody declared it.
      user.record('other', 1);
    });
    expect(shareOf('check_ok')).toBe(0.5);
    expect(sumWith('own_time', { own: 'took' })).toBe(12);
    expect(sumWith('own_count', { own: 'sum' })).toBe(3);
    expect(sumOf('script_errors')).toBe(1);
  });
});
