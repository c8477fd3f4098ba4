import { required } from '../environment/env';
import type { Prerequisite } from '../environment/prerequisite';
import { extension } from '../runtime/extension';
import type { PostgresModule } from './postgres';

const postgres = extension<PostgresModule>('postgres');

/** The extension. @throws Error that names the command which builds it in, where this k6 does not have it. */
export const postgresModule = (): PostgresModule => postgres.get();

/** What a statement cannot be sent without. */
export const needsPostgres: Prerequisite = {
  what: 'a database, and a k6 with k6/x/postgres',
  targets: ['DATABASE_URL'],
  extension: postgres.name,
  check() {
    postgresModule();
    required('DATABASE_URL');
  },
};
