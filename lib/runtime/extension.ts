import { isFirstEvaluation } from './evaluation';

type Require = (name: string) => unknown;

/** Of k6, in the init context; undefined where something else evaluates the script, such as `loadmark list`. */
declare const require: Require | undefined;

/** A module that stock k6 lacks. */
export interface Extension<Module> {
  /** `k6/x/postgres` */
  readonly name: string;
  /** @throws Error that names the command which builds a k6 that has it. */
  get(): Module;
}

/**
 * A module of a k6 extension, or what says that this k6 does not have it. To be called at the top of a file, because k6 loads modules in the
 * init context only. It is loaded by a name that is computed: an import would keep `k6 inspect` and `k6 archive` of stock k6 from the script,
 * and make k6 look for a binary elsewhere that has it. Stock k6 gives an empty module for one that it does not know, and ends with exit
 * code 107 when it makes its first VU, so the reader is told why before.
 * @param short what follows `k6/x/`. @param from k6's own `require`.
 */
export function extension<Module extends object>(
  short: string,
  from: Require | undefined = typeof require === 'function' ? require : undefined,
): Extension<Module> {
  const name = ['k6', 'x', short].join('/');
  const loaded = from && load<Module>(() => from(name));
  if (from && loaded === undefined && isFirstEvaluation) console.error(missingExtension(name));
  return {
    name,
    get() {
      if (loaded === undefined) throw new Error(missingExtension(name));
      return loaded;
    },
  };
}

function load<Module extends object>(from: () => unknown): Module | undefined {
  try {
    const loaded = from() as Module;
    return Object.keys(loaded).length > 0 ? loaded : undefined;
  } catch {
    return undefined;
  }
}

/** What to do about it, for k6's log and for the command line. */
export const missingExtension = (name: string): string =>
  `This k6 has no ${name}, which the scenario needs: \`loadmark k6 --build\` builds one that has it.`;
