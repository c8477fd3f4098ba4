import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isPassword } from '../password';
import { NotLoggedIn, refuseFailures } from './failures';
import type { Pools } from './pools';
import {
  accountOf,
  createDocument,
  deleteDocument,
  deleteFound,
  listDocuments,
  type NewDocument,
  type Page,
  readDocument,
  searchDocuments,
} from './queries';
import { schemas } from './schemas';
import type { Identity, Tokens } from './tokens';
import type { InTenant } from './transaction';

export interface RoutesContext {
  readonly pools: Pools;
  readonly poolSize: number;
  readonly inTenant: InTenant;
  readonly tokens: Tokens;
}

interface PageQuery {
  readonly limit?: string;
  readonly offset?: string;
}

const defaultLimit = 20;
const pageOf = ({ limit, offset }: PageQuery): Page => ({
  limit: Number(limit ?? defaultLimit),
  offset: Number(offset ?? 0),
});

/** The documents API of document 002, which names its endpoints: what is not in the document is as its reader would expect it. */
export function registerDocumentRoutes(app: FastifyInstance, context: RoutesContext): void {
  const { pools, poolSize, inTenant, tokens } = context;
  refuseFailures(app);

  app.post<{ Body: { email: string; password: string } }>(
    '/api/v1/auth/login',
    { schema: schemas.login },
    async ({ body }, reply) => {
      const client = await pools.take(poolSize);
      const account = await accountOf(client, body.email).finally(() => client.release());
      if (account === undefined || !(await isPassword(body.password, account.password_hash)))
        return reply.code(401).send({ message: 'there is no user with this address and this password' });
      const identity = { user: account.id, tenant: account.tenant_id };
      return { access_token: tokens.issue(identity), token_type: 'bearer' };
    },
  );

  app.register(async (behindLogin) => {
    const identityOf = ({ headers }: FastifyRequest): Identity => {
      const identity = tokens.read(headers.authorization);
      if (identity === undefined) throw new NotLoggedIn();
      return identity;
    };
    const noSuchDocument = (reply: FastifyReply) =>
      reply.code(404).send({ message: 'your tenant has no document with this id' });

    behindLogin.get<{ Querystring: PageQuery }>('/api/v1/documents', { schema: schemas.list }, async (request) => {
      const { tenant } = identityOf(request);
      return { documents: await inTenant(tenant, 'list', (client) => listDocuments(client, pageOf(request.query))) };
    });
    behindLogin.get<{ Querystring: PageQuery & { q: string } }>(
      '/api/v1/documents/search',
      { schema: schemas.search },
      async (request) => {
        const { q, ...page } = request.query;
        const { tenant } = identityOf(request);
        return { documents: await inTenant(tenant, 'search', (client) => searchDocuments(client, q, pageOf(page))) };
      },
    );
    behindLogin.get<{ Params: { id: string } }>(
      '/api/v1/documents/:id',
      { schema: schemas.one },
      async (request, reply) => {
        const { tenant } = identityOf(request);
        const found = await inTenant(tenant, 'read', (client) => readDocument(client, request.params.id));
        return found ?? noSuchDocument(reply);
      },
    );
    behindLogin.post<{ Body: NewDocument }>('/api/v1/documents', { schema: schemas.create }, async (request, reply) => {
      const identity = identityOf(request);
      reply.code(201);
      return await inTenant(identity.tenant, 'create', (client) => createDocument(client, identity, request.body));
    });
    behindLogin.delete<{ Querystring: { q: string } }>(
      '/api/v1/documents/search',
      { schema: schemas.found },
      async (request) => {
        const { tenant } = identityOf(request);
        return { deleted: await inTenant(tenant, 'remove', (client) => deleteFound(client, request.query.q)) };
      },
    );
    behindLogin.delete<{ Params: { id: string } }>(
      '/api/v1/documents/:id',
      { schema: schemas.one },
      async (request, reply) => {
        const { tenant } = identityOf(request);
        const deleted = await inTenant(tenant, 'remove', (client) => deleteDocument(client, request.params.id));
        return deleted > 0 ? reply.code(204).send() : noSuchDocument(reply);
      },
    );
  });
}
