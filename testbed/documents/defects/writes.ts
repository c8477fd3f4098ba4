import { type ServerDefect, sqlDefect } from '../../kernel/postgres/defects';

/**
 * A statement that waits for a row which another one changes goes on with the new row. A stable function sees, as the statement began, the
 * old one.
 */
const lostUpdate = `
  CREATE FUNCTION count_version() RETURNS trigger LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
    BEGIN
      SELECT version + 1 INTO NEW.version FROM public.documents WHERE id = NEW.id;
      RETURN NEW;
    END $$;
  CREATE TRIGGER lost_update BEFORE UPDATE OF version ON documents FOR EACH ROW EXECUTE FUNCTION count_version();`;

/** Transactions are numbered one after the other. */
const isDue = (every: number) => `pg_current_xact_id()::text::bigint % ${every} = 0`;

/** It strikes at the commit, after the row count has been reported. */
const lostBatch = (every: number) => `
  CREATE FUNCTION lost_batch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF ${isDue(every)} THEN
        DELETE FROM public.documents WHERE id = NEW.id;
      END IF;
      RETURN NULL;
    END $$;
  CREATE CONSTRAINT TRIGGER lost_batch AFTER INSERT ON documents DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION lost_batch();`;

/** Its own insert sets it off again: that is a trigger within a trigger. */
const repeatBatch = (every: number) => `
  CREATE FUNCTION repeat_batch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF pg_trigger_depth() = 1 AND ${isDue(every)} THEN
        INSERT INTO public.documents (tenant_id, owner_id, knowledge_base_id, title, content, version, created_at)
          SELECT tenant_id, owner_id, knowledge_base_id, title, content, version, created_at FROM inserted;
      END IF;
      RETURN NULL;
    END $$;
  CREATE TRIGGER repeat_batch AFTER INSERT ON documents REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION repeat_batch();`;

/** As a server whose disk is full does, to the clients whom it strikes. */
const failingWrites = (every: number) => `
  CREATE SEQUENCE failing_writes;
  CREATE FUNCTION failing_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF nextval('public.failing_writes') % ${every} = 0 THEN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
      END IF;
      RETURN NEW;
    END $$;
  CREATE TRIGGER failing_write BEFORE INSERT ON documents FOR EACH ROW EXECUTE FUNCTION failing_write();`;

const everyNthBatch = { name: 'every', unit: 'transactions', default: 5, max: 1_000 };

export const writeDefects: readonly ServerDefect[] = [
  sqlDefect(
    {
      name: 'lost-update',
      does: 'counts the version of a document from what it has read before it waited for the row: of two updates at once, one is lost',
      breaks: ['D07'],
    },
    () => lostUpdate,
    'DROP TRIGGER lost_update ON documents; DROP FUNCTION count_version',
  ),
  sqlDefect(
    {
      name: 'lost-batch',
      does: 'loses all documents that every N-th transaction inserts, although it has reported them as written',
      breaks: ['C11'],
      parameter: everyNthBatch,
    },
    lostBatch,
    'DROP TRIGGER lost_batch ON documents; DROP FUNCTION lost_batch',
  ),
  sqlDefect(
    {
      name: 'repeat-batch',
      does: 'writes all documents that every N-th transaction inserts twice, the second time under ids of their own',
      breaks: ['C11'],
      parameter: everyNthBatch,
    },
    repeatBatch,
    'DROP TRIGGER repeat_batch ON documents; DROP FUNCTION repeat_batch',
  ),
  sqlDefect(
    {
      name: 'failing-writes',
      does: 'refuses every N-th document that is inserted, because the disk is full',
      breaks: ['C06', 'C11', 'D07'],
      parameter: { name: 'every', unit: 'documents', default: 3, max: 1_000 },
    },
    failingWrites,
    'DROP TRIGGER failing_write ON documents; DROP FUNCTION failing_write; DROP SEQUENCE failing_writes',
  ),
];
