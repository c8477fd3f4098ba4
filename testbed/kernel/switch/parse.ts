import type { Defect, Parameter } from './defect';

/** A requested defect, with its value. */
export interface Choice {
  readonly defect: Defect;
  /** Of the parameter; 0 for a defect that has none. */
  readonly value: number;
}

/** A requested defect is unknown, or does not take its value. The message says what there is. */
export class DefectError extends Error {
  override readonly name = 'DefectError';
}

/** Reads `name` or `name=value`, each name at most once. Throws `DefectError`. */
export function parseDefects(specs: readonly string[], catalogue: readonly Defect[]): Choice[] {
  const choices = specs.map((spec) => parseDefect(spec, catalogue));
  const names = choices.map(({ defect }) => defect.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new DefectError(`defect "${twice}" is given twice; give it once`);
  return choices;
}

function parseDefect(spec: string, catalogue: readonly Defect[]): Choice {
  const [name = '', ...rest] = spec.split('=');
  const given = rest.length === 0 ? undefined : rest.join('=');
  const defect = catalogue.find((candidate) => candidate.name === name);
  if (defect === undefined) {
    const known = catalogue.map((candidate) => candidate.name).join(', ');
    throw new DefectError(`unknown defect "${name}"; known are ${known}`);
  }
  const { parameter } = defect;
  if (parameter === undefined) {
    if (given !== undefined) throw new DefectError(`defect "${name}" takes no value, got "${given}"; write "${name}"`);
    return { defect, value: 0 };
  }
  return { defect, value: given === undefined ? parameter.default : parseValue(name, parameter, given) };
}

function parseValue(name: string, parameter: Parameter, given: string): number {
  const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  const { oneOf, max } = parameter;
  if (oneOf === undefined ? value >= 1 && value <= max : oneOf.includes(value)) return value;
  const expected = oneOf === undefined ? `a whole number from 1 to ${max}` : oneOf.join(' or ');
  throw new DefectError(`defect "${name}=${given}": expected ${parameter.name} (${parameter.unit}) to be ${expected}`);
}
