import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { buildScenarios, nameOf, scenarioFiles } from '../../build.mjs';
import { findProject, type Project } from '../project/project';
import { UsageError } from '../usage-error';
import { nearNames } from './near-names';

/** A script for k6. */
export interface ScriptFile {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Removes what was made for this run only. */
  dispose(): void;
}

/**
 * Finds a script.
 * @param nameOrFile name of a scenario or path of its source, which is bundled now, or path of a bundle, which is used as it is.
 * @throws UsageError when there is no such scenario or file, and when it cannot be bundled.
 */
export async function prepareScript(nameOrFile: string, project?: Project): Promise<ScriptFile> {
  const where = project ?? (await findProject());
  if (!/\.(?:[cm]?ts|m?js)$/.test(nameOrFile)) return freshBundle(sourceOf(nameOrFile, where), where);
  const path = resolve(nameOrFile);
  if (!existsSync(path))
    throw new UsageError(
      `There is no file ${path}. Give the path of a scenario or a bundle, or the name of a scenario (\`loadmark list\`).`,
    );
  if (isBundle(path)) return { name: basename(path, '.js'), path, dispose() {} };
  return freshBundle(path, where);
}

/** k6 resolves no packages: JavaScript that imports loadmark is a source. */
const isBundle = (file: string): boolean =>
  file.endsWith('.js') && !/\bfrom\s*['"]loadmark(?:\/[^'"]*)?['"]/.test(readFileSync(file, 'utf8'));

async function freshBundle(file: string, { folder: project }: Project): Promise<ScriptFile> {
  const name = nameOf(file);
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-'));
  const outdir = join(folder, 'bundle');
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  try {
    await buildScenarios({ files: [file], outdir, folder: project, dataFrom: dirname(file) });
  } catch (error) {
    dispose();
    // esbuild has said on standard error where.
    const reason = error instanceof Error ? error.message.split('\n')[0] : error;
    throw new UsageError(`${relative(project, file)} cannot be bundled: ${reason}. Nothing was sent.`);
  }
  return { name, path: join(outdir, `${name}.js`), dispose };
}

/**
 * The source file of a scenario. Scenarios of the project come before the built-in ones.
 * @throws UsageError when there is none of this name.
 */
export function sourceOf(name: string, { scenarios }: Project): string {
  const file = [...scenarios, ...scenarioFiles()].find((candidate) => nameOf(candidate) === name);
  if (file !== undefined) return file;
  throw new UsageError(unknownScenario(name, scenarios));
}

function unknownScenario(name: string, own: readonly string[]): string {
  const all = [...own, ...scenarioFiles()].map(nameOf);
  const near = nearNames(name, [...new Set(all)]);
  const known = own.length > 0 ? own.map(nameOf) : all;
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${known.join(', ')}.`;
  return `There is no scenario called ${JSON.stringify(name)}. ${hint} \`loadmark list\` shows what each asks. For a file, give its path, which ends in .ts or .js.`;
}
