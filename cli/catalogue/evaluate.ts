import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import * as v from 'valibot';
import { k6Script } from '../../build.mjs';
import type { About } from '../../lib/scenario/scenario';
import type { SummaryData } from '../../lib/scenario/summary';

/** `loadmark run` must survive a script that never ends. */
const timeoutMs = 2_000;

/** A script whose init code has run in Node, with stand-ins for the modules of k6. */
export interface EvaluatedScript {
  /** Undefined for a script that was not made with lib/scenario. */
  readonly about: About | undefined;
  /** What handleSummary() returns. @throws whatever it throws, or when it takes longer than two seconds. */
  summarize(data: SummaryData): Readonly<Record<string, unknown>> | undefined;
}

/**
 * Runs the init code of scripts in Node.
 * @param files TypeScript sources or bundles.
 * @param environment what the scripts see as `__ENV`.
 * @returns in the order of the files.
 * @throws what a script throws in its init code.
 */
export async function evaluateScripts(
  files: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<EvaluatedScript[]> {
  // Silent: errors are thrown, and a bundle that was made elsewhere is not ours to warn about.
  const options = {
    ...k6Script(),
    format: 'cjs',
    sourcemap: false,
    metafile: false,
    write: false,
    logLevel: 'silent',
  } as const;
  // Numbers as names: the order of the files is the order of the outputs, and the output folder is never written.
  const entryPoints = files.map((file, index) => ({ in: file, out: String(index) }));
  const { outputFiles } = await build({ ...options, entryPoints, outdir: 'evaluated' });
  return outputFiles.map(({ text }, index) => evaluate(text, files[index] ?? '', environment));
}

function evaluate(code: string, file: string, environment: Readonly<Record<string, string>>): EvaluatedScript {
  const context = createContext({
    module: { exports: {} },
    require: (module: string) => (module === 'k6/data' ? { SharedArray } : standIn),
    __ENV: { ...environment },
    open: (path: string) => readFileSync(resolve(dirname(file), path), 'utf8'),
    console: { log() {}, info() {}, warn() {}, error() {}, debug() {} },
  });
  const run = (source: string): unknown =>
    new Script(source, { filename: file }).runInContext(context, { timeout: timeoutMs });
  run(code);
  return {
    about: v.parse(aboutSchema, copy(run('module.exports.about'))),
    summarize(data) {
      context.data = data;
      return v.parse(filesSchema, copy(run('module.exports.handleSummary?.(data)')));
    },
  };
}

/** In outline: the limits and the load are the library's own, and the compiler has looked at them when the script was made. */
const aboutOutline = v.object({
  name: v.string(),
  limits: v.array(v.object({ row: v.string() })),
  load: v.object({ describe: v.string() }),
});
const aboutSchema = v.fallback(v.optional(v.custom<About>((value) => v.is(aboutOutline, value))), undefined);
/** By their paths. k6 takes more than texts, such as an ArrayBuffer. */
const filesSchema = v.optional(v.record(v.string(), v.unknown()));

/** Objects of the script's realm have prototypes of their own. */
const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** Makes the data at once, as k6 does when it first evaluates a script; called with `new`. */
function SharedArray<T>(_name: string, make: () => T[]): T[] {
  return make();
}

/** Stands in for every other module of k6 and everything in it: it can be called, constructed and read, and does nothing. */
const standIn: object = new Proxy(function nothing() {}, {
  get: (_target, name) => (name === Symbol.toPrimitive ? () => 0 : name === '__esModule' ? false : standIn),
  apply: () => standIn,
  construct: () => standIn,
  // esbuild copies a module's exports from an object that inherits from it.
  getPrototypeOf: () => standIn,
});
