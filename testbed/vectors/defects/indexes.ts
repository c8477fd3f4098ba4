import { asAdmin, type ServerDefect, serverDefect, sqlDefect } from '../../kernel/postgres/defects';
import { efSearch } from '../ef-search';

/** Those of pgvector, whoever has made them. */
const vectorIndexes = `
  SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, am.amname AS method, c.reloptions AS options
  FROM pg_class c JOIN pg_am am ON am.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE am.amname IN ('hnsw', 'ivfflat') AND c.relkind = 'i'`;

/** Runs `action` for each vector index that a client makes, with its name in `index`. */
const forNewIndexes = (name: string, action: string) => `
  CREATE FUNCTION ${name}() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE
      index record;
    BEGIN
      FOR index IN SELECT v.* FROM pg_event_trigger_ddl_commands() d JOIN (${vectorIndexes}) v ON v.oid = d.objid LOOP
        ${action}
      END LOOP;
    END $$;
  CREATE EVENT TRIGGER ${name} ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION ${name}();`;

const dropForNew = (name: string) => `DROP EVENT TRIGGER ${name}; DROP FUNCTION ${name}`;

/** Nobody asks an index that is not valid: so CREATE INDEX CONCURRENTLY leaves one when it fails. */
const setValid = (valid: boolean) => `
  SET allow_system_table_mods = on;
  UPDATE pg_index SET indisvalid = ${valid} WHERE indexrelid IN (SELECT oid FROM (${vectorIndexes}) v);`;

/** A graph with other options than the client wants. With `existing`, it rebuilds existing indexes too, and once more when it is switched off. */
function graphDefect(
  defect: Pick<ServerDefect, 'name' | 'does' | 'breaks'>,
  { m, efConstruction, existing }: { m: number; efConstruction: number; existing: boolean },
): ServerDefect {
  const trigger = defect.name.replaceAll('-', '_');
  const options = `m = ${m}, ef_construction = ${efConstruction}`;
  const rebuild = (name: string, change: string) => `ALTER INDEX ${name} ${change}; REINDEX INDEX ${name}`;
  return serverDefect({
    ...defect,
    async turnOn({ adminUrl }) {
      const before = await asAdmin(adminUrl, async (client) => {
        const { rows } = await client.query<{ name: string; method: string; options: string[] | null }>(vectorIndexes);
        const graphs = rows.filter(({ method }) => existing && method === 'hnsw');
        for (const { name } of graphs) await client.query(rebuild(name, `SET (${options})`));
        const change = `
          IF index.method = 'hnsw' THEN
            EXECUTE format('ALTER INDEX %s SET (${options})', index.name);
            EXECUTE format('REINDEX INDEX %s', index.name);
          END IF;`;
        await client.query(forNewIndexes(trigger, change));
        return graphs;
      });
      return () =>
        asAdmin(adminUrl, async (client) => {
          await client.query(dropForNew(trigger));
          const { rows } = await client.query<{ name: string }>(vectorIndexes);
          for (const { name, options: wanted } of before) {
            if (!rows.some((row) => row.name === name)) continue;
            await client.query(`ALTER INDEX ${name} RESET (m, ef_construction)`);
            await client.query(wanted === null ? `REINDEX INDEX ${name}` : rebuild(name, `SET (${wanted.join(', ')})`));
          }
        });
    },
  });
}

export const vectorIndexDefects: readonly ServerDefect[] = [
  sqlDefect(
    {
      name: 'vector-index-not-built',
      does: 'has vector indexes that are not valid, as one whose building has failed: every search compares all vectors',
      breaks: ['C14'],
    },
    () => setValid(false) + forNewIndexes('vector_index_not_built', setValid(false)),
    `${dropForNew('vector_index_not_built')}; ${setValid(true)}`,
  ),
  sqlDefect(
    {
      name: 'low-ef',
      does: 'looks at this many candidates in each search of a new connection that does not say how many itself (hnsw.ef_search)',
      breaks: ['C14'],
      parameter: { name: 'candidates', unit: 'candidates', default: 10, max: 1_000 },
    },
    (candidates) => `ALTER DATABASE vectors SET hnsw.ef_search = ${candidates}`,
    `ALTER DATABASE vectors SET hnsw.ef_search = ${efSearch}`,
  ),
  graphDefect(
    {
      name: 'poor-graph',
      does: 'builds its vector indexes, old ones too, with 2 links and 4 candidates for each vector (m, ef_construction)',
      breaks: ['C14'],
    },
    { m: 2, efConstruction: 4, existing: true },
  ),
  graphDefect(
    {
      name: 'heavy-graph',
      does: 'builds the vector indexes that are made meanwhile with 32 links and 200 candidates for each vector (m, ef_construction)',
      breaks: ['C13'],
    },
    { m: 32, efConstruction: 200, existing: false },
  ),
];
