-- The documents of many tenants in one database, told apart by row-level security: a connection sees the tenant that its transaction has
-- named (SELECT set_config('app.tenant', '<uuid>', true)), and nothing without one.

CREATE TABLE tenants (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL
);

CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  email text NOT NULL UNIQUE,
  password_hash text NOT NULL,
  name text NOT NULL
);

CREATE TABLE knowledge_bases (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  name text NOT NULL
);

CREATE TABLE documents (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  owner_id uuid REFERENCES users ON DELETE CASCADE,
  knowledge_base_id uuid REFERENCES knowledge_bases ON DELETE SET NULL,
  title text NOT NULL,
  content jsonb NOT NULL DEFAULT '{}',
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  search tsvector NOT NULL GENERATED ALWAYS AS (
    to_tsvector('english', title || ' ' || coalesce(content ->> 'text', ''))
  ) STORED
);

CREATE TABLE document_contents (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  version int NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE document_permissions (
  document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  level text NOT NULL CHECK (level IN ('read', 'write', 'admin')),
  PRIMARY KEY (document_id, user_id)
);

-- Every policy compares tenant_id, every join a document, and every cascade a reference.
CREATE INDEX users_tenant ON users (tenant_id);
CREATE INDEX knowledge_bases_tenant ON knowledge_bases (tenant_id);
CREATE INDEX documents_tenant ON documents (tenant_id, created_at);
CREATE INDEX documents_owner ON documents (owner_id);
CREATE INDEX documents_knowledge_base ON documents (knowledge_base_id);
CREATE INDEX documents_search ON documents USING gin (search);
CREATE INDEX document_contents_document ON document_contents (document_id);
CREATE INDEX document_contents_tenant ON document_contents (tenant_id);
CREATE INDEX document_permissions_user ON document_permissions (user_id);
CREATE INDEX document_permissions_tenant ON document_permissions (tenant_id);

-- An operator that could tell of rows that the policy hides is not asked before the policy, not even by an index. This one tells nothing.
ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF;

-- Without a tenant, the setting is NULL or, where an earlier transaction of the connection had one, empty: both see no row.
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON tenants
  USING (id = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (id = nullif(current_setting('app.tenant', true), '')::uuid);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY
    ARRAY['users', 'knowledge_bases', 'documents', 'document_contents', 'document_permissions']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I
         USING (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)
         WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)',
      table_name
    );
  END LOOP;
END
$$;

-- Who logs in has no tenant yet: this is the one way past the policies, and it gives one user only.
CREATE FUNCTION user_by_email(wanted text)
  RETURNS TABLE (id uuid, tenant_id uuid, email text, password_hash text, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
  AS $$ SELECT id, tenant_id, email, password_hash, name FROM users WHERE email = wanted $$;

-- The one role of applications: no superuser, and under every policy.
CREATE ROLE loadmark LOGIN PASSWORD 'loadmark' NOSUPERUSER NOBYPASSRLS;
ALTER ROLE loadmark SET statement_timeout = '10s';
ALTER ROLE loadmark SET lock_timeout = '5s';
ALTER ROLE loadmark SET idle_in_transaction_session_timeout = '10s';
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO loadmark;
-- For a load that brings tables of its own.
GRANT CREATE ON SCHEMA public TO loadmark;
