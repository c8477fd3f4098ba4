import { required } from '../environment/env';
import type { Prerequisite } from '../environment/prerequisite';
import type { Pool, PoolOptions } from './postgres';

interface PostgresModule {
  pool(options: PoolOptions): Pool;
}

declare const require: (name: string) => unknown;

/** Computed, so that no tool takes it for an import that must be there: `k6 inspect` and `k6 archive` work without the extension. */
const name = ['k6', 'x', 'postgres'].join('/');

const load = (): PostgresModule | undefined => {
  try {
    return require(name) as PostgresModule;
  } catch {
    return undefined;
  }
};

// k6 loads modules in the init context only.
const loaded = load();

/** The extension. @throws Error that names the command which builds it in, where this k6 does not have it. */
export function postgresModule(): PostgresModule {
  if (!loaded)
    throw new Error('This k6 has no k6/x/postgres, which a database needs: build one that has it with `loadmark k6`.');
  return loaded;
}

export const needsPostgres: Prerequisite = {
  what: 'a database, and a k6 with k6/x/postgres',
  insteadOfTarget: true,
  check() {
    postgresModule();
    required('DATABASE_URL');
  },
};
