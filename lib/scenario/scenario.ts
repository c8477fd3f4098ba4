import { checkSettings, required } from '../environment/env';
import { type Limit, withWorstSecond } from '../gate/limit';
import type { Knock, Load } from '../load/load';
import { observeTarget } from '../observe/observer';
import { isObserved, scrape } from '../observe/scrape';
import type { TargetFigures } from '../observe/target-figures';
import { isFirstEvaluation } from '../runtime/evaluation';
import type { ScriptOptions } from '../runtime/k6-options';
import { flushLag } from '../runtime/lag';
import { runId } from '../runtime/run-id';
import { recordScriptError } from '../runtime/script-error';
import { endVu } from '../runtime/vu-end';
import { contextOf } from './context';
import { limitsOf, needsOf, type ProductionLoad, type ScenarioDefinition } from './definition';
import { factsOf, type LoadFacts } from './facts';
import { changedOptions, insistOnOptions, isFirstIteration } from './insist';
import { meantOptions, optionsOf } from './options';
import { type SummaryData, summarize } from './summary';

/** What k6 expects a script to export, plus `about` for `loadmark list`. */
export interface Scenario {
  /** Undefined where k6 evaluates the script again, for a VU or for handleSummary(): nobody asks for it there. */
  readonly about: About | undefined;
  readonly options: ScriptOptions;
  setup(): SetupData;
  run(): Promise<void>;
  /** @param data undefined where k6 was told to leave setup() out. */
  observe(data: SetupData | undefined): Promise<void>;
  handleSummary(data: SummaryData): Record<string, string>;
}

/** A scenario as data. */
export interface About {
  readonly name: string;
  readonly limits: readonly Limit[];
  readonly load: LoadFacts;
  /** Whether stock k6 is not enough. */
  readonly needsExtension: boolean;
  readonly prerequisite: string | null;
  /** The most that is allowed against production; null: nobody says. */
  readonly production: ProductionLoad | null;
  /** How `loadmark run` knocks at the target; null: the scenario does not say. */
  readonly knock: Knock | null;
}

interface SetupData {
  /** The target before the load; null where nobody observes it. */
  readonly baseline: TargetFigures | null;
}

// Before a scenario's file computes its load, so that everything that is wrong is said at once.
if (isFirstEvaluation) checkSettings();

/**
 * Makes the exports of a k6 script from a scenario.
 * @throws Error, before any load, for a setting that is wrong; what is missing is found in setup(), because archives are made without an environment.
 */
export function scenario<L extends Load>(definition: ScenarioDefinition<L>): Scenario {
  const { load } = definition;
  return {
    // Milliseconds of CPU time, and 50 KB of every VU.
    about: isFirstEvaluation ? aboutOf(definition) : undefined,
    options: isFirstEvaluation ? optionsOf(definition) : {},
    setup() {
      required('TARGET_URL');
      for (const need of needsOf(definition)) need.check();
      return { baseline: isObserved() ? scrape() : null };
    },
    // k6 logs an exception and exits 0.
    run: async () => {
      try {
        if (isFirstIteration()) insistOnOptions(meantOptions(definition));
        await definition.run(load, { run: runId() });
      } catch (error) {
        recordScriptError('the load', error);
      } finally {
        flushLag();
        endVu();
      }
    },
    observe: (data) => (data?.baseline ? observeTarget(load, data.baseline) : Promise.resolve()),
    handleSummary: (data) => summarize(data, contextOf(definition), () => changedOptions(meantOptions(definition))),
  };
}

const aboutOf = <L extends Load>(definition: ScenarioDefinition<L>): About => ({
  name: definition.name,
  limits: limitsOf(definition).flatMap(withWorstSecond),
  load: factsOf(definition.load),
  needsExtension: false,
  prerequisite: needsOf(definition)[0]?.what ?? null,
  production: definition.production ?? null,
  knock: definition.run.knock?.(definition.load) ?? null,
});
