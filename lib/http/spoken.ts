import { endpointOverride, httpUrl } from '../environment/target';
import type { EndpointOptions, Id } from './endpoint-options';

/** An endpoint as this run asks it. @param id undefined where none is known. */
export interface Spoken {
  readonly method: 'GET' | 'POST';
  /** Behind TARGET_URL. */
  readonly path: (turn: number, id: Id | undefined) => string;
  readonly url: (turn: number, id: Id | undefined) => string;
  /** Undefined: no request has a body. */
  readonly body: ((turn: number, id: Id | undefined) => string) | undefined;
  /** Whether anything in it is an id of the target's. */
  readonly hasId: boolean;
}

/**
 * Puts what ENDPOINTS says in place of what the interface says: a path keeps the query unless it has one of its own; a body stands for all.
 * In both `$n` is the number of the request and `$id` one of the target's ids.
 */
export function spoken({ name, path, body, idsFrom, ...options }: EndpointOptions): Spoken {
  const { method, path: other, body: template } = endpointOverride(name) ?? {};
  const used = method ?? (template ? 'POST' : (options.method ?? 'GET'));
  let base: string | undefined;
  const own = typeof path === 'string' ? () => path : path;
  const hasQuery = other?.includes('?') ?? false;
  const pathOf = (turn: number, id: Id | undefined) => {
    if (other === undefined) return own(turn, id);
    const said = filled(other, turn, encodeURIComponent(id ?? ''));
    return hasQuery ? said : own(turn, id).replace(/^[^?]*/, () => said);
  };
  const bodyOf = template
    ? (turn: number, id: Id | undefined) =>
        filled(
          template.replaceAll('"$id"', () => JSON.stringify(id ?? '')),
          turn,
          `${id ?? ''}`,
        )
    : body && ((turn: number, id: Id | undefined) => JSON.stringify(body(turn, id)));
  return {
    method: used,
    path: pathOf,
    url(turn, id) {
      base ??= httpUrl('');
      return base + pathOf(turn, id);
    },
    body: used === 'POST' ? bodyOf : undefined,
    hasId: idsFrom !== undefined && (template === undefined || `${other} ${template}`.includes('$id')),
  };
}

const filled = (text: string, turn: number, id: string): string =>
  text.includes('$') ? text.replaceAll('$id', () => id).replaceAll('$n', () => `${turn}`) : text;
