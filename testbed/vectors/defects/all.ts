import type { ServerDefect } from '../../kernel/postgres/defects';
import { defineDown } from '../../kernel/postgres/down';
import { vectorIndexDefects } from './indexes';
import { vectorRowDefects } from './rows';

/** Those of the vector database. The last one is last because the others need a server to be switched on. */
export const vectorDefects: readonly ServerDefect[] = [
  ...vectorIndexDefects,
  ...vectorRowDefects,
  defineDown('vectors-down', 'the PostgreSQL with pgvector', ['C13', 'C14']),
];
