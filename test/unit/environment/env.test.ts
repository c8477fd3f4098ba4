import { describe, expect, it } from 'vitest';
import { checkSettings, required, setting } from '../../../lib/environment/env';
import { connectTimeoutMs, httpUrl, socketUrl, taskTimeoutMs } from '../../../lib/environment/target';
import { type Variable, variables } from '../../../lib/environment/variables';
import { seeded } from '../seeded';
import { setEnvironment } from './with-environment';

type Name = keyof typeof variables;
const names = Object.keys(variables) as Name[];

/** What each reader takes, as what, and what it refuses. */
const cases: Readonly<Record<Name, { readonly good: readonly [string, unknown][]; readonly bad: readonly string[] }>> =
  {
    TARGET_URL: {
      good: [
        ['ws://127.0.0.1:8000', 'ws://127.0.0.1:8000'],
        ['wss://example.test/base/', 'wss://example.test/base'],
        ['HTTPS://[::1]:443', 'HTTPS://[::1]:443'],
      ],
      bad: [
        '127.0.0.1:8000',
        'ftp://host',
        'ws://',
        'ws:///path',
        'ws://host?x=1',
        'ws://host#x',
        'ws://u:p@host',
        ' ws://host',
        'ws://host\n',
      ],
    },
    DATABASE_URL: {
      good: [
        ['postgres://u:p@ss/w?rd@127.0.0.1:5432/app', 'postgres://u:p@ss/w?rd@127.0.0.1:5432/app'],
        ['postgresql://host/db?sslmode=require', 'postgresql://host/db?sslmode=require'],
      ],
      bad: ['127.0.0.1:5432', 'mysql://u:p@host/db', 'postgres:// ', 'postgres://a b', 'host=127.0.0.1 password=x'],
    },
    VECTORS_URL: {
      good: [
        ['postgres://u:p@127.0.0.1:5433/vectors', 'postgres://u:p@127.0.0.1:5433/vectors'],
        ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
      ],
      bad: ['ws://127.0.0.1:8080', 'http:///', '127.0.0.1:8080'],
    },
    VECTOR_STORE: {
      good: [
        ['pgvector', 'pgvector'],
        ['weaviate', 'weaviate'],
        ['chroma', 'chroma'],
      ],
      bad: ['qdrant', 'PGVECTOR', 'pgvector '],
    },
    METRICS_URL: {
      good: [['http://127.0.0.1:8000/metrics', 'http://127.0.0.1:8000/metrics']],
      bad: ['ws://127.0.0.1:8000/metrics', 'metrics'],
    },
    METRICS_CONNECTIONS: { good: [['app:open_1', 'app:open_1']], bad: ['1open', 'a-b', 'a{b="c"}'] },
    METRICS_DATABASE_CONNECTIONS: { good: [['pool_size', 'pool_size']], bad: ['1pool', 'a-b', 'a{b="c"}'] },
    LOAD_TEST_USERS: {
      good: [
        ['1', 1],
        ['100000', 100_000],
        ['0050', 50],
      ],
      bad: ['0', '100001', '-1', '1.5', '1e3', '٥', ' 5', 'many'],
    },
    LOAD_TEST_DURATION: { good: [['30s', 30_000]], bad: ['0s', '30'] },
    LOAD_TEST_RPS: { good: [['1000000', 1_000_000]], bad: ['0', '1000001', '0.5'] },
    LOAD_TEST_ITERATIONS: { good: [['1000000', 1_000_000]], bad: ['0', '1000001'] },
    LOAD_TEST_MESSAGES: { good: [['10000', 10_000]], bad: ['0', '10001'] },
    LOAD_TEST_VUS: { good: [['40', 40]], bad: ['0', '10001'] },
    CONNECT_RATE: { good: [['100000', 100_000]], bad: ['0', '100001'] },
    CONNECT_TIMEOUT: {
      good: [
        ['500ms', 500],
        ['1.5s', 1500],
        ['5m', 300_000],
        ['24h', 86_400_000],
      ],
      bad: ['0s', '0.5ms', '25h', '10', 's', '-1s', '1 s', '1S', '1h30m', 'Infinityms', `${'9'.repeat(400)}ms`],
    },
    TASK_TIMEOUT: { good: [['60s', 60_000]], bad: ['0ms', '60'] },
    ENDPOINTS: {
      good: [
        [
          'agent-health=/healthz',
          new Map([['agent-health', { method: undefined, path: '/healthz', body: undefined }]]),
        ],
        [
          ' a = POST /x ; b=GET /y;',
          new Map([
            ['a', { method: 'POST', path: '/x', body: undefined }],
            ['b', { method: 'GET', path: '/y', body: undefined }],
          ]),
        ],
        [
          'a=/q?text=a&n=20;b=POST /x {"id":"7; c", "n":[1]}',
          new Map([
            ['a', { method: undefined, path: '/q?text=a&n=20', body: undefined }],
            ['b', { method: 'POST', path: '/x', body: '{"id":"7; c", "n":[1]}' }],
          ]),
        ],
      ],
      bad: [
        'agent-health',
        '=/x',
        'a=x',
        'a=PUT /x',
        'a=/x#part',
        ';',
        'a=/x, b=/y',
        'a=/x {"id":}',
        'a=GET /x {}',
        'a=/x 7',
      ],
    },
    JWT_SECRET: { good: [['any text: $ÄÖ', 'any text: $ÄÖ']], bad: [] },
    LOAD_TEST_TOKEN: { good: [['eyJh.eyJz.c-_~+/=', 'eyJh.eyJz.c-_~+/=']], bad: ['two words', 'of\nlines', 'ä'] },
    TOKEN_IN: {
      good: [
        ['header', 'header'],
        ['query', 'query'],
      ],
      bad: ['cookie', 'Header'],
    },
    VECTOR_INDEX: {
      good: [
        ['none', { none: true }],
        ['m=8 ef_construction=32, ef_search=100', { m: 8, efConstruction: 32, efSearch: 100 }],
        ['ef_search=20', { efSearch: 20 }],
      ],
      bad: ['m', 'm=0', 'm=8;ef_search=1', 'ef=3', 'm=8 none'],
    },
    VECTOR_COUNT: { good: [['100000', 100_000]], bad: ['0', '1e5'] },
    KEEP_VECTORS: { good: [['true', 'true']], bad: ['yes'] },
    VECTORS_GRPC: { good: [['127.0.0.1:50051', '127.0.0.1:50051']], bad: ['50051', 'http://host:50051', 'host'] },
    VECTORS_KEY: { good: [['a.b-c', 'a.b-c']], bad: ['a b'] },
    LIMITS: { good: [['A02>0.95', 'A02>0.95']], bad: ['   '] },
    GENERATOR_LAG: { good: [['250ms', 250]], bad: ['250'] },
    STRICT: {
      good: [
        ['true', 'true'],
        ['false', 'false'],
      ],
      bad: ['TRUE', 'yes', '1'],
    },
    PARALLELISM: { good: [['4', 4]], bad: ['0', '10001'] },
    RUN_ID: {
      good: [
        ['CI42', 'CI42'],
        ['ABCDEFGHIJKL', 'ABCDEFGHIJKL'],
      ],
      bad: ['abc1', 'ABC', 'ABCDEFGHIJKLM', 'A-B1'],
    },
    RESULTS_DIR: { good: [['out/run 1', 'out/run 1']], bad: [' \t'] },
  };

const messageOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw new Error(`threw what is no Error: ${error}`);
  }
  return '';
};

describe.each(names)('%s', (name) => {
  it.each(cases[name].good)('takes %j', (text, value) => {
    setEnvironment({ [name]: text });
    expect(setting(name)).toEqual(value);
  });

  it.each(cases[name].bad)('refuses %j, and says what was expected and what came', (text) => {
    setEnvironment({ [name]: text });
    const message = messageOf(() => setting(name));
    const { expects, secret }: Variable<unknown> = variables[name];
    expect(message).toContain(`${name} must be ${expects}, but is ${secret ? 'something else.' : '"'}`);
    if (secret) expect(message).not.toContain(text);
    else if (!/[@?#]/.test(text)) expect(message).toContain(JSON.stringify(text));
  });

  it('is undefined where it is not set or is empty, and required() says how to set it', () => {
    for (const environment of [{}, { [name]: '' }]) {
      setEnvironment(environment as Record<string, string>);
      expect(setting(name)).toBeUndefined();
      expect(messageOf(() => required(name))).toMatch(new RegExp(`^${name} is missing: expected .*k6 run -e ${name}=`));
    }
  });

  it('reads or refuses any text, and throws nothing but its own error', () => {
    const characters = [
      ...'0123456789.-+eE msh:/@?#{}<>=;"\\\n\t%_AZaz',
      'ä',
      '\u0000',
      '\ud800',
      '🙂',
      'ws://',
      'http://',
      '1s',
    ];
    for (let seed = 0; seed < 300; seed++) {
      const random = seeded(seed);
      const text = Array.from({ length: random(12) }, () => characters[random(characters.length)]).join('');
      setEnvironment({ [name]: text });
      const message = messageOf(() => setting(name));
      if (message !== '') expect(message.startsWith(`${name} must be `)).toBe(true);
    }
  });
});

describe('an error', () => {
  it.each([
    'ws://user:hunter2@host',
    'ws://user:hun@hunter2@host',
    'ws://user:pass/hunter2@host',
    'user:hunter2@host',
    'ws://host/?token=hunter2',
    'ws://host/#hunter2',
    'ws://user:pa?hunter2@host',
    'ws://host/\n?token=hunter2',
  ])('does not repeat what may be a secret in %j', (text) => {
    setEnvironment({ TARGET_URL: text });
    expect(messageOf(() => setting('TARGET_URL'))).toContain('TARGET_URL must be');
    expect(messageOf(() => setting('TARGET_URL'))).not.toContain('hunter2');
  });
});

describe('checkSettings', () => {
  it.each(['LOADTEST_USERS', 'LOAD_TEST_USER', 'load_test_users'])('refuses %s, which looks like ours', (name) => {
    setEnvironment({ [name]: '5' });
    expect(checkSettings).toThrow(new RegExp(`^${name} is no setting. There are LOAD_TEST_USERS, .*LOAD_TEST_RPS`));
  });

  it('leaves variables of others alone, and those of a service in Kubernetes', () => {
    setEnvironment({ USERS: '5', LOAD_TEST_PORT: 'tcp://10.0.0.1:80', LOAD_TEST_SERVICE_HOST: '10.0.0.1' });
    expect(checkSettings).not.toThrow();
  });

  it('refuses that k6 judges nothing, as far as a script can see it', () => {
    setEnvironment({ K6_NO_THRESHOLDS: 'true' });
    expect(checkSettings).toThrow('K6_NO_THRESHOLDS makes k6 exit with 0');
    setEnvironment({ K6_NO_THRESHOLDS: 'false' });
    expect(checkSettings).not.toThrow();
  });

  it('says all that is wrong at once', () => {
    setEnvironment({ LOAD_TEST_USERS: 'many', TARGET_URL: 'ws://host', STRICT: 'yes' });
    const lines = messageOf(checkSettings).split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['LOAD_TEST_USERS', 'STRICT']);
  });

  it('says nothing of an empty environment', () => {
    setEnvironment({});
    expect(checkSettings).not.toThrow();
  });
});

describe('the target', () => {
  it.each([
    ['ws://host:8000', 'ws://host:8000/ws/1', 'http://host:8000/ws/1'],
    ['https://host/base/', 'wss://host/base/ws/1', 'https://host/base/ws/1'],
    ['wss://host', 'wss://host/ws/1', 'https://host/ws/1'],
  ])('%s is asked over both schemes', (target, socket, http) => {
    setEnvironment({ TARGET_URL: target });
    expect([socketUrl('/ws/1'), httpUrl('/ws/1')]).toEqual([socket, http]);
  });

  it('is given the time of document 000, or what the environment says', () => {
    setEnvironment({});
    expect([connectTimeoutMs(), taskTimeoutMs()]).toEqual([10_000, 60_000]);
    setEnvironment({ CONNECT_TIMEOUT: '2s', TASK_TIMEOUT: '3m' });
    expect([connectTimeoutMs(), taskTimeoutMs()]).toEqual([2000, 180_000]);
  });
});
