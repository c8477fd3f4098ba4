import type { Defect, Row } from '../switch/defect';

export interface SlowRoute {
  readonly name: string;
  /** As it is declared: `GET /health`, with the method for the reader. */
  readonly route: `${'GET' | 'POST'} ${string}`;
  readonly breaks: readonly Row[];
  /** A little above the bound on the route's p95. */
  readonly defaultMs: number;
}

/** A defect for each row, which delays its HTTP route and no other. */
export function defineSlowRoutes(rows: readonly SlowRoute[]): readonly Defect[] {
  return rows.map(({ name, route, breaks, defaultMs }) => {
    const path = route.slice(route.indexOf(' ') + 1);
    return {
      name,
      does: `delays every request to ${route} by this time before it is handled`,
      breaks,
      parameter: { name: 'delay', unit: 'ms', default: defaultMs, max: 600_000 },
      start: (delayMs, { timers }) => ({
        request(request, next) {
          if (request.route === path) timers.after(delayMs, () => next(request));
          else next(request);
        },
      }),
    };
  });
}
