import type { ServerDefect } from '../../kernel/postgres/defects';
import { defineDown } from '../../kernel/postgres/down';
import { indexDefects } from './indexes';
import { sessionDefects } from './sessions';
import { speedDefects } from './speed';
import { tenantDefects } from './tenants';
import { writeDefects } from './writes';

/** Those of the database of the documents. The last one is last because the others need a server to be switched on. */
export const databaseDefects: readonly ServerDefect[] = [
  ...indexDefects,
  ...tenantDefects,
  ...writeDefects,
  ...speedDefects,
  ...sessionDefects,
  defineDown('database-down', 'the PostgreSQL of the documents', ['C06', 'D07']),
];
