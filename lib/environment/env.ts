import { type Variable, variables } from './variables';

/** k6's environment. This file is the only one that reads it. */
declare const __ENV: Record<string, string | undefined>;
/** Number of the VU that evaluates the script, 0 where none does; undefined outside k6. */
declare const __VU: number | undefined;

type Variables = typeof variables;
type VariableName = keyof Variables;
type ValueOf<Name extends VariableName> = Variables[Name] extends Variable<infer T> ? T : never;

/**
 * The value of a variable, or undefined where it is not set. `k6 inspect`, `k6 archive` and k6 Cloud do not see the environment,
 * so a missing value is no error here; `required` is for setup().
 * @throws Error that names the variable, what was expected and what came.
 */
export function setting<Name extends VariableName>(name: Name): ValueOf<Name> | undefined {
  if (name in known) return known[name] as ValueOf<Name>;
  const text = __ENV[name];
  const value = text === undefined || text === '' ? undefined : read(name, text);
  if (inVu) known[name] = value;
  return value;
}

const inVu = typeof __VU === 'number' && __VU > 0;
/** What a VU has read before: its sockets ask each time they connect, and k6 takes 0.1 ms to make a regular expression again. */
const known: Partial<Record<VariableName, unknown>> = {};

function read<Name extends VariableName>(name: Name, text: string): ValueOf<Name> {
  const variable = variables[name] as Variable<ValueOf<Name>>;
  const value = variable.read(text);
  if (value === undefined)
    throw new Error(
      `${name} must be ${variable.expects}, but is ${variable.secret ? 'something else' : JSON.stringify(harmless(text))}.`,
    );
  return value;
}

/**
 * Checks every variable, also one that this scenario does not read, so that one error names everything that is wrong. Refuses names that
 * look like ours: nobody would read them.
 * @throws Error with a line for each.
 */
export function checkSettings(): void {
  const wrong: string[] = [];
  for (const name of Object.keys(variables) as VariableName[]) {
    try {
      setting(name);
    } catch (error) {
      wrong.push((error as Error).message);
    }
  }
  const strangers = Object.keys(__ENV).filter((name) => looksLikeOurs(name) && !(name in variables));
  for (const name of strangers) wrong.push(`${name} is no setting. There are ${ours().join(', ')}.`);
  if (isOn(__ENV.K6_NO_THRESHOLDS)) wrong.push('K6_NO_THRESHOLDS makes k6 exit with 0 whatever the verdict: unset it.');
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

/** Kubernetes gives every container variables of each service, one of which may be called load-test. */
const looksLikeOurs = (name: string): boolean => /^LOAD_?TEST/i.test(name) && !/_(?:SERVICE|PORT)(?:_|$)/.test(name);

const ours = (): string[] => Object.keys(variables).filter((name) => name.startsWith('LOAD_TEST'));

/** As Go reads it. */
const isOn = (text = ''): boolean => ['1', 't', 'true'].includes(text.toLowerCase());

/** A URL may carry a password or a token where none belongs; an error must not repeat it. A password may itself have `@`, `/` and `?`. */
const harmless = (text: string): string => text.replace(/^([a-z]+:\/\/)?.*@/is, '$1***@').replace(/[?#].*/s, '?***');

/**
 * A value that a run cannot do without. Call it in setup() or later.
 * @throws Error that says how to set the variable.
 */
export function required<Name extends VariableName>(name: Name): ValueOf<Name> {
  const value = setting(name);
  if (value === undefined)
    throw new Error(
      `${name} is missing: expected ${variables[name].expects}. Set it with \`k6 run -e ${name}=...\` or in the environment.`,
    );
  return value;
}
