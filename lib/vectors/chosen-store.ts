import { required, setting } from '../environment/env';
import type { Prerequisite } from '../environment/prerequisite';
import { extension } from '../runtime/extension';
import { once } from '../runtime/once';
import { chroma } from './chroma';
import { grpcCalls } from './grpc-client';
import { storeCalls } from './http-store';
import { pgvector } from './pgvector';
import type { PostgresModule } from './postgres';
import type { VectorStore } from './store';
import { weaviate, weaviateProto } from './weaviate';

/** A store for one run. */
export interface ChosenStore {
  /** What the run cannot begin without, so that it is said before the load. */
  readonly needs: Prerequisite;
  /** To be called in a run only: no setting is missing before. @throws Error that says which one is. */
  readonly store: () => VectorStore;
}

/** Connections of the pool that all VUs share: more than a database has cores for, so that it is never idle. */
const connections = 20;

/**
 * The store that VECTORS_URL and VECTOR_STORE name. To be called at the top of a file: k6 reads what describes gRPC, and loads modules, when a
 * script begins.
 */
export function chosenStore(): ChosenStore {
  const { needs, make } = storeOf(setting('VECTOR_STORE') ?? (isPostgres() ? 'pgvector' : undefined));
  return {
    needs: {
      what: 'a vector database (`VECTORS_URL`)',
      targets: ['VECTORS_URL'],
      ...(needs.extension !== undefined && { extension: needs.extension }),
      check: needs.check,
    },
    store: once(make),
  };
}

const isPostgres = () => /^postgres/i.test(setting('VECTORS_URL') ?? '');
/** For your own adapter. Call it in a run only. @throws Error where VECTORS_URL is missing. */
export const vectorsUrl = (): string => required('VECTORS_URL');

interface Kind {
  readonly needs: Pick<Prerequisite, 'extension' | 'check'>;
  readonly make: () => VectorStore;
}

/** Of what every k6 has. */
const nothing = { check() {} };

function storeOf(kind: 'pgvector' | 'weaviate' | 'chroma' | (string & {}) | undefined): Kind {
  const index = setting('VECTOR_INDEX') ?? {};
  const key = setting('VECTORS_KEY');
  const headers = (): Record<string, string> => (key === undefined ? {} : { authorization: `Bearer ${key}` });
  if (kind === 'pgvector') {
    const postgres = extension<PostgresModule>('postgres');
    const open = () =>
      postgres
        .get()
        .pool({ connectionString: withEf(vectorsUrl(), index.efSearch), name: 'vectors', max: connections });
    return {
      needs: { extension: postgres.name, check: () => void postgres.get() },
      make: () => pgvector(once(open), index),
    };
  }
  const call = storeCalls(vectorsUrl, headers);
  if (kind === 'chroma') return { needs: nothing, make: () => chroma(call, index) };
  if (kind === 'weaviate') {
    const address = () => ({ host: grpcHost(vectorsUrl()), tls: /^https/i.test(vectorsUrl()) });
    const grpc = grpcCalls({ proto: weaviateProto, address, metadata: headers });
    return { needs: nothing, make: () => weaviate(call, grpc, index) };
  }
  const unknown = () => {
    throw new Error('VECTOR_STORE is missing: VECTORS_URL is one of HTTP, so say whether it is weaviate or chroma.');
  };
  return { needs: { check: unknown }, make: unknown };
}

/** A setting of each connection from its start, which no statement has to repeat. */
const withEf = (dsn: string, efSearch: number | undefined): string =>
  efSearch === undefined ? dsn : `${dsn}${dsn.includes('?') ? '&' : '?'}hnsw.ef_search=${efSearch}`;

/** Weaviate's own port, on the machine that VECTORS_URL names. */
const grpcHost = (address: string): string =>
  setting('VECTORS_GRPC') ?? `${/^[a-z]+:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/?]+)/i.exec(address)?.[1]}:50051`;
