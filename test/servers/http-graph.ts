import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson, serve } from './http-server';

export interface GraphHabits {
  /** What a request takes. */
  readonly takesMs: number;
  /** More at the same time are answered 503. */
  readonly pool?: number;
  /** Requests after which nothing is answered any more. */
  readonly hangsAfter?: number;
  /** One connection of its clients' is always this much later. */
  readonly lateMs?: number;
}

const found = { items: [{ uuid: 'a-1' }, { uuid: 'b-2' }] };

/** The graph API as another hand may have written it: any path, answers of another shape. */
export function startGraph({ takesMs, pool = 1e9, hangsAfter = 1e9, lateMs = 0 }: GraphHabits) {
  let [inWork, asked, clients] = [0, 0, 0];
  return serve((request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    if (inWork >= pool) return sendJson(response, { detail: 'pool is exhausted' }, 503);
    if (++asked > hangsAfter) return;
    const known = /client=(\d+)/.exec(request.headers.cookie ?? '')?.[1];
    const client = known ? Number(known) : clients++;
    if (!known) response.setHeader('Set-Cookie', `client=${client}`);
    inWork++;
    setTimeout(
      () => {
        inWork--;
        sendJson(response, request.url?.includes('stats') ? { nodes: 2, edges: 1 } : found);
      },
      // The first one only sees that somebody is here.
      takesMs + (client === 1 ? lateMs : 0),
    );
  });
}
