import { type ServerDefect, sqlDefect } from '../../kernel/postgres/defects';

const tables = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND a.atttypid = 'vector'::regtype AND NOT a.attisdropped`;

/** Each table with vectors, now and when one is made, gets a trigger. */
const lostVectors = (every: number) => `
  CREATE SEQUENCE lost_vectors_count;
  GRANT USAGE ON SEQUENCE lost_vectors_count TO PUBLIC;
  CREATE FUNCTION lost_vector() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('public.lost_vectors_count') % ${every} = 0 THEN
        RETURN NULL;
      END IF;
      RETURN NEW;
    END $$;
  CREATE FUNCTION lose_vectors() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE
      made record;
    BEGIN
      FOR made IN SELECT t.name FROM pg_event_trigger_ddl_commands() d JOIN (${tables}) t ON t.name::regclass = d.objid LOOP
        EXECUTE format('CREATE TRIGGER lost_vector BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION public.lost_vector()', made.name);
      END LOOP;
    END $$;
  CREATE EVENT TRIGGER lose_vectors ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION lose_vectors();
  DO $$
    DECLARE
      known record;
    BEGIN
      FOR known IN ${tables} LOOP
        EXECUTE format('CREATE TRIGGER lost_vector BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION public.lost_vector()', known.name);
      END LOOP;
    END $$;`;

export const vectorRowDefects: readonly ServerDefect[] = [
  sqlDefect(
    {
      name: 'lost-vectors',
      does: 'does not store every N-th vector that is inserted, and reports no error',
      breaks: ['C13'],
      parameter: { name: 'every', unit: 'vectors', default: 100, max: 100_000 },
    },
    lostVectors,
    `DROP EVENT TRIGGER lose_vectors; DROP FUNCTION lose_vectors; DROP FUNCTION lost_vector CASCADE;
     DROP SEQUENCE lost_vectors_count`,
  ),
];
