import http, { type RefinedResponse } from 'k6/http';
import type { EndpointOptions, Id } from './endpoint-options';
import { spoken } from './spoken';

/** Answers that are looked through: each may be about something else. */
const questions = 4;
/** Short, because the load waits for it. */
const timeout = 1500;

/** Asks an endpoint of the target for ids before a load. Never throws. @returns an empty list where its answers list no id. */
export async function learnIds(from: EndpointOptions): Promise<Id[]> {
  const { method, url, body } = spoken(from);
  const params = {
    timeout,
    tags: { name: 'ids' },
    responseType: 'text',
    redirects: 0,
    jar: new http.CookieJar(),
  } as const;
  const headers = { 'Content-Type': 'application/json' };
  const ask = async (turn: number): Promise<Id[]> => {
    try {
      const text = body?.(turn, undefined) ?? null;
      const answer = await http.asyncRequest(method, url(turn, undefined), text, {
        ...params,
        ...(text && { headers }),
      });
      const { status, body: found } = answer as RefinedResponse<'text'>;
      return status === 200 ? idsIn(found) : [];
    } catch {
      return [];
    }
  };
  const found = await Promise.all(Array.from({ length: questions }, (_, turn) => ask(turn)));
  return [...new Set(found.flat())];
}

/** What an object's id may be called, the likeliest first. */
const names = ['id', 'node_id', 'nodeId', 'uuid', '_id', 'key', 'name'];

/** The ids of what a JSON text lists, wherever in it the list is; of a list of texts those. Empty where there is none. */
export function idsIn(text: string): Id[] {
  let top: unknown;
  try {
    top = JSON.parse(text);
  } catch {
    return [];
  }
  const texts: Id[] = [];
  const ids: Id[] = [];
  const visit = (value: unknown, isListed: boolean): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, true);
    else if (isListed && isId(value)) texts.push(value);
    else if (typeof value === 'object' && value !== null) {
      const one = value as Readonly<Record<string, unknown>>;
      const id = isListed ? names.map((name) => one[name]).find(isId) : undefined;
      if (id === undefined) for (const name in one) visit(one[name], false);
      else ids.push(id);
    }
  };
  visit(top, false);
  return ids.length > 0 ? ids : texts;
}

const isId = (value: unknown): value is Id => typeof value === 'string' || typeof value === 'number';
