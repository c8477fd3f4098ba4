import { describe, expect, it } from 'vitest';
import { grpcCalls } from '../../../lib/vectors/grpc-client';
import { storeCalls } from '../../../lib/vectors/http-store';
import { pgvector } from '../../../lib/vectors/pgvector';
import { seededVectors } from '../../../lib/vectors/seeded-vectors';
import { StoreError } from '../../../lib/vectors/store';
import { weaviate } from '../../../lib/vectors/weaviate';
import { answerCallsWith } from '../../stubs/k6-grpc';
import { answerRequestsWith } from '../../stubs/k6-http';

const { vector } = seededVectors(42);
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof StoreError ? { ...error.failure, message: error.message } : error),
  );

describe('calls over HTTP', () => {
  const call = storeCalls(() => 'http://secret.example');

  it.each([
    [{ status: 500, body: 'no disk' }, 'HTTP 500', true, false],
    [{ status: 429 }, 'HTTP 429', true, true],
    [
      { status: 0, errorCode: 1212, error: 'dial tcp secret.example: connection refused' },
      'connection refused',
      false,
      false,
    ],
  ])('reject for %j, without the address', async (answer, what, came, refusedCleanly) => {
    answerRequestsWith(() => answer);
    const failure = (await failureOf(call('POST', '/x', '{}'))) as StoreError['failure'] & { message: string };
    expect(failure).toMatchObject({ what, came, refusedCleanly });
    expect(failure.message).not.toContain('secret.example');
  });
});

describe('weaviate()', () => {
  const grpc = grpcCalls({
    proto: 'weaviate.proto',
    address: () => ({ host: '127.0.0.1:1', tls: false }),
    metadata: () => ({ authorization: 'Bearer k' }),
  });
  const store = weaviate(
    storeCalls(() => 'http://127.0.0.1:1'),
    grpc,
  );

  it('finds the ids again that it stores vectors under', async () => {
    let stored: string[] = [];
    answerCallsWith(({ method, message, params }) => {
      expect(params.metadata).toEqual({ authorization: 'Bearer k' });
      if (method.endsWith('BatchObjects'))
        stored = (message as { objects: { uuid: string }[] }).objects.map(({ uuid }) => uuid);
      return { status: 0, message: { results: stored.map((id) => ({ metadata: { id } })) } };
    });
    await store.insert('loadmark_x', [vector(0), vector(99_999)]);
    expect((await store.search('loadmark_x', vector(-1), 2)).ids).toEqual([0, 99_999]);
  });

  it('rejects a batch of which a vector was not stored', async () => {
    answerCallsWith(() => ({ status: 0, message: { errors: [{ index: 0, error: 'vector lengths differ' }] } }));
    expect(await failureOf(store.insert('loadmark_x', [vector(0)]))).toMatchObject({ came: true });
  });

  it.each([
    [8, 'HTTP 429', true, true],
    [4, 'timed out', false, false],
    [14, 'connection closed', false, false],
  ])('rejects status %d of gRPC', async (status, what, came, refusedCleanly) => {
    answerCallsWith(() => ({ status, error: { message: 'words' } }));
    expect(await failureOf(store.search('loadmark_x', vector(-1), 2))).toMatchObject({ what, came, refusedCleanly });
  });
});

describe('pgvector()', () => {
  it('makes the index that it is told to, or none', async () => {
    const madeWith = async (...index: Parameters<typeof pgvector>[1][]) => {
      const texts: string[] = [];
      const query = async (text: string) => {
        texts.push(text);
        return { rows: [] };
      };
      await pgvector(() => ({ query }), ...index).create('loadmark_x', 1536);
      return texts.filter((text) => text.startsWith('CREATE INDEX')).map((text) => text.replace(/.*WITH /, ''));
    };
    expect(await madeWith()).toEqual(['(m = 8, ef_construction = 32)']);
    expect(await madeWith({ m: 4, efConstruction: 8 })).toEqual(['(m = 4, ef_construction = 8)']);
    expect(await madeWith({ none: true })).toEqual([]);
  });

  it.each([
    [{ where: 'pool', kind: 'pool' }, 'no free connection', false, true],
    [{ where: 'network', kind: 'network' }, 'connection failed', false, false],
    [{ where: 'server', kind: '53300', code: '53300' }, '53300 too many connections', true, true],
    [{ where: 'server', kind: '42P01', code: '42P01' }, '42P01 undefined table', true, false],
  ])('tells %j apart', async (error, what, came, refusedCleanly) => {
    const query = () => Promise.reject(Object.assign(new Error('words'), { name: 'PostgresError', ...error }));
    expect(await failureOf(pgvector(() => ({ query })).count('x'))).toMatchObject({ what, came, refusedCleanly });
  });
});
