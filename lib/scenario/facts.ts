import type { Sizes } from '../gate/limit';
import type { Load } from '../load/load';
import type { LoadFigures } from '../report/result';

/** What of a load is told outside k6: by the record, `loadmark list` and the documentation. */
export interface LoadFacts extends LoadFigures {
  readonly sizes: Sizes;
  readonly maxDurationMs: number;
  /** Null for a load that ends with its last answer. */
  readonly durationMs: number | null;
}

export const figuresOf = ({ describe, model, users, vus, iterations, messages = 0 }: Load): LoadFigures => ({
  describe: ofOne(describe),
  model,
  users,
  vus,
  iterations,
  messages,
});

/** LOAD_TEST_USERS may be 1, whatever a scenario's own words are made for. */
const ofOne = (text: string): string =>
  text.replace(
    /(^|[^\d.,])1 (user|socket|worker|request|message|client)s\b/g,
    (_all, before: string, what: string) => `${before}1 ${what}`,
  );

export const factsOf = (load: Load): LoadFacts => ({
  ...figuresOf(load),
  sizes: load.sizes,
  maxDurationMs: load.maxDurationMs,
  durationMs: load.durationMs ?? null,
});
