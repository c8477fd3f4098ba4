import { createServer } from 'node:http';
import { execute, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString, subscribe, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { listen } from './listen';

const text = new GraphQLNonNull(GraphQLString);

async function* linesOf(_root: unknown, { text }: { readonly text: string }) {
  for (const lines of text.split('\n')) yield { lines };
}

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { version: { type: GraphQLString } } }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: { lines: { type: text, args: { text: { type: text } }, subscribe: linesOf } },
  }),
});

/** How long a client may take to answer a ping. */
const patienceMs = 400;

/** Subscriptions of GraphQL, for those who have a key, say whose they are, and answer pings. */
export async function startGraphqlWs(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  const impatient = new Map<object, NodeJS.Timeout>();
  const server = useServer(
    {
      schema,
      // Of the same copy of graphql as the schema: vitest and Node resolve it to different files.
      execute,
      subscribe,
      validate,
      onConnect: ({ connectionParams, extra: { request, socket } }) => {
        if (!request.headers['x-api-key'] || !connectionParams?.id) return false;
        socket.send('{"type":"ping"}');
        impatient.set(
          socket,
          setTimeout(() => socket.close(4408, 'no pong came'), patienceMs),
        );
        return true;
      },
      onPong: ({ extra }) => clearTimeout(impatient.get(extra.socket)),
    },
    sockets,
  );
  const port = await listen(http);
  return {
    url: `ws://127.0.0.1:${port}`,
    async stop() {
      for (const timer of impatient.values()) clearTimeout(timer);
      await server.dispose();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
