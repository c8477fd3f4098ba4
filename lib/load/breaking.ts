import type { Limit } from '../gate/limit';

/** What may be used up where a level breaks. `none`: neither; the target has a limit of its own, or waits for something else. */
export const resources = ['cpu', 'event-loop', 'none', 'unknown'] as const;
export type Resource = (typeof resources)[number];

/** What broke, as the tag `what` of `broke_first` says it: `agent-health p(95)`, `success`. */
export const whatOf = ({ metric, tags, statistic }: Limit): string =>
  metric === 'answer_ok' ? 'success' : `${tags?.name ?? metric} ${statistic}`;

/** Names of the parts of `broke_first` that a report tells apart, in k6's spelling. */
export const partsOfBrokeFirst = (limits: readonly Limit[]): string[] => [
  ...limits.map((limit) => `broke_first{what:${whatOf(limit)}}`),
  ...resources.map((resource) => `broke_first{resource:${resource}}`),
];
