import { checkSettings, required } from '../environment/env';
import { type TargetName, targetsOf } from '../environment/prerequisite';
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
import { cleaningUpMs, hooksOf, preparingMs } from './hooks';
import { changedOptions, insistOnOptions, isFirstIteration } from './insist';
import { meantOptions, optionsOf } from './options';
import { type SummaryData, summarize } from './summary';

/** What k6 expects a script to export, plus `about` for `loadmark list`. */
export interface Scenario {
  /** Undefined where k6 evaluates the script again, for a VU or for handleSummary(): nobody asks for it there. */
  readonly about: About | undefined;
  readonly options: ScriptOptions;
  setup(): SetupData | Promise<SetupData>;
  run(data?: SetupData): Promise<void>;
  /** @param data undefined where k6 was told to leave setup() out. */
  observe(data: SetupData | undefined): Promise<void>;
  /** To be exported by a scenario whose run makes something in the target. */
  readonly teardown: (data: SetupData | undefined) => Promise<void>;
  handleSummary(data: SummaryData): Record<string, string>;
}

/** A scenario as data. */
export interface About {
  readonly name: string;
  readonly limits: readonly Limit[];
  readonly load: LoadFacts;
  /** Whether stock k6 is not enough. */
  readonly needsExtension: boolean;
  /** The modules that stock k6 lacks. */
  readonly extensions: readonly string[];
  /** The variables that name what is under test. */
  readonly targets: readonly TargetName[];
  /** What it may take before its load, and after it; 0 where it makes nothing in the target. */
  readonly preparingMs: number;
  readonly cleaningUpMs: number;
  readonly prerequisite: string | null;
  /** The most that is allowed against production; null: nobody says. */
  readonly production: ProductionLoad | null;
  /** How `loadmark run` knocks at the target; null: the scenario does not say. */
  readonly knock: Knock | null;
}

interface SetupData {
  /** The target before the load; null where nobody observes it. */
  readonly baseline: TargetFigures | null;
  /** What the run's `prepare` gave. */
  readonly prepared?: unknown;
}

// Before a scenario's file computes its load, so that everything that is wrong is said at once.
if (isFirstEvaluation) checkSettings();

/**
 * Makes the exports of a k6 script from a scenario.
 * @throws Error, before any load, for a setting that is wrong; what is missing is found in setup(), because archives are made without an environment.
 */
export function scenario<L extends Load>(definition: ScenarioDefinition<L>): Scenario {
  const { load } = definition;
  const hooks = hooksOf(definition);
  return {
    // Milliseconds of CPU time, and 50 KB of every VU.
    about: isFirstEvaluation ? aboutOf(definition) : undefined,
    options: isFirstEvaluation ? optionsOf(definition) : {},
    setup() {
      const needs = needsOf(definition);
      for (const name of targetsOf(needs)) required(name);
      for (const need of needs) need.check();
      // The target as it was before anything was made in it.
      const before = { baseline: isObserved() ? scrape() : null };
      return hooks ? hooks.prepare().then((prepared) => ({ ...before, prepared })) : before;
    },
    // k6 logs an exception and exits 0.
    run: async (data) => {
      try {
        if (isFirstIteration()) insistOnOptions(meantOptions(definition));
        await definition.run(load, { run: runId(), ...(hooks && { prepared: data?.prepared }) });
      } catch (error) {
        recordScriptError('the load', error);
      } finally {
        flushLag();
        endVu();
      }
    },
    observe: (data) => (data?.baseline ? observeTarget(load, data.baseline) : Promise.resolve()),
    get teardown() {
      return hooks?.exported() ?? (() => Promise.resolve());
    },
    handleSummary: (data) => summarize(data, contextOf(definition), () => changedOptions(meantOptions(definition))),
  };
}

function aboutOf<L extends Load>(definition: ScenarioDefinition<L>): About {
  const { run, load } = definition;
  const needs = needsOf(definition);
  const extensions = [...new Set(needs.flatMap(({ extension }) => extension ?? []))];
  return {
    name: definition.name,
    limits: limitsOf(definition).flatMap(withWorstSecond),
    load: factsOf(load),
    needsExtension: extensions.length > 0,
    extensions,
    targets: targetsOf(needs),
    preparingMs: run.prepare ? preparingMs : 0,
    cleaningUpMs: run.cleanUp ? cleaningUpMs : 0,
    prerequisite: needs[0]?.what ?? null,
    production: definition.production ?? null,
    knock: run.knock?.(load) ?? null,
  };
}
