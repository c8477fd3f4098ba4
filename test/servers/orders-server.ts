import { randomUUID } from 'node:crypto';
import { readBody, sendJson, serve } from './http-server';

/** What may be wrong with the order service; counts are "one in". */
export interface OrderFaults {
  /** A read shows another user's order. */
  readonly swapsOneIn?: number;
  /** An order is taken and not kept. */
  readonly forgetsOneIn?: number;
  /** A changed order is shown as it was before. */
  readonly staleOneIn?: number;
  /** The answer to an order shows another user's as well. */
  readonly leaksOneIn?: number;
  /** Answers show no text of an order. */
  readonly saysIdsOnly?: boolean;
  /** No token is good. */
  readonly refusesAll?: boolean;
}

interface Order {
  readonly id: number;
  readonly owner: string;
  readonly text: string;
}

/** Orders of users who have logged in, in forty lines. */
export function startOrders({
  swapsOneIn = 0,
  forgetsOneIn = 0,
  staleOneIn = 0,
  leaksOneIn = 0,
  saysIdsOnly = false,
  refusesAll = false,
}: OrderFaults = {}) {
  const users = new Map<string, string>();
  const orders = new Map<number, readonly Order[]>();
  let [made, read, taken, changed] = [0, 0, 0, 0];
  const isTurn = (count: number, oneIn: number) => oneIn > 0 && count % oneIn === 0;
  const another = (owner: string) => [...orders.values()].reverse().find(([order]) => order?.owner !== owner);
  return serve(async (request, response) => {
    const body = JSON.parse((await readBody(request)) || '{}') as { readonly name?: string; readonly text?: string };
    const id = Number(/^\/api\/orders\/(\d+)$/.exec(request.url ?? '')?.[1]);
    if (request.url === '/login') {
      const token = randomUUID();
      users.set(token, body.name ?? '');
      return sendJson(response, { token });
    }
    const owner = users.get(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    if (owner === undefined || refusesAll) return sendJson(response, { error: 'who are you?' }, 401);
    const text = body.text ?? '';
    if (request.method === 'POST') {
      const order = { id: ++made, owner, text };
      if (!isTurn(++taken, forgetsOneIn)) orders.set(order.id, [order]);
      const next = isTurn(taken, leaksOneIn) ? another(owner) : undefined;
      return sendJson(response, saysIdsOnly ? { id: order.id } : { ...order, next }, 201);
    }
    const versions = orders.get(id);
    if (versions?.[0]?.owner !== owner) return sendJson(response, { error: 'no such order' }, 404);
    if (request.method === 'PUT') {
      orders.set(id, [...versions, { id, owner, text }]);
      return sendJson(response, { id });
    }
    const shown = (isTurn(++read, swapsOneIn) && another(owner)) || versions;
    if (saysIdsOnly) return sendJson(response, { id });
    sendJson(response, versions.length > 1 && isTurn(++changed, staleOneIn) ? shown[0] : shown.at(-1));
  });
}
