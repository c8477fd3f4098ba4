import type { Defect, Surroundings } from './defect';
import { composeHooks, type DefectHooks } from './hooks';
import { type Choice, parseDefects } from './parse';

/** One line of the catalogue as it stands now. */
export interface DefectState extends Pick<Defect, 'name' | 'does' | 'breaks' | 'parameter'> {
  readonly on: boolean;
  /** While it is on and has a parameter. */
  readonly value?: number;
}

export interface DefectSwitch extends DefectHooks {
  /** Replaces the whole set; each begins with fresh state, also one that was on already. On a `DefectError` nothing changes. */
  set(specs: readonly string[]): void;
  list(): DefectState[];
  choices(): readonly Choice[];
  /** The set as it could be given to `set`. */
  active(): string[];
}

export function createDefectSwitch(
  catalogue: readonly Defect[],
  specs: readonly string[],
  surroundings: Surroundings,
): DefectSwitch {
  let choices: readonly Choice[] = [];
  let hooks = composeHooks([]);

  function set(wanted: readonly string[]): void {
    const asked = parseDefects(wanted, catalogue);
    choices = catalogue.flatMap((defect) => asked.filter((choice) => choice.defect === defect));
    hooks = composeHooks(choices.map(({ defect, value }) => defect.start(value, surroundings)));
  }

  set(specs);
  return {
    get hooks() {
      return hooks;
    },
    set,
    choices: () => choices,
    list: () => catalogue.map((defect) => describe(defect, choices)),
    active: () => choices.map(({ defect, value }) => (defect.parameter ? `${defect.name}=${value}` : defect.name)),
  };
}

function describe(defect: Defect, choices: readonly Choice[]): DefectState {
  const { name, does, breaks, parameter } = defect;
  const choice = choices.find((candidate) => candidate.defect === defect);
  return {
    name,
    does,
    breaks,
    ...(parameter && { parameter }),
    on: choice !== undefined,
    ...(choice && parameter && { value: choice.value }),
  };
}
