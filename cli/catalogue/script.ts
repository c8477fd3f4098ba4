import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { buildScenarios, scenarioFiles } from '../../build.mjs';
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
 * @param nameOrFile name of a scenario, which is bundled now, or path of a bundle, which is used as it is.
 * @throws UsageError when there is no such scenario or file.
 */
export async function prepareScript(nameOrFile: string): Promise<ScriptFile> {
  return nameOrFile.endsWith('.js') ? existingBundle(nameOrFile) : await freshBundle(nameOrFile);
}

function existingBundle(file: string): ScriptFile {
  const path = resolve(file);
  if (!existsSync(path))
    throw new UsageError(
      `There is no file ${path}. Give the path of a bundle, or the name of a scenario (\`loadmark list\`).`,
    );
  return { name: basename(path, '.js'), path, dispose() {} };
}

async function freshBundle(name: string): Promise<ScriptFile> {
  const file = sourceOf(name);
  if (file === undefined)
    throw new UsageError(
      unknownScenario(
        name,
        scenarioFiles().map((candidate) => basename(candidate, '.ts')),
      ),
    );
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-'));
  // A folder below it, because the build empties its output folder.
  const outdir = join(folder, 'bundle');
  await buildScenarios({ files: [file], outdir });
  return {
    name,
    path: join(outdir, `${name}.js`),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const sourceOf = (name: string): string | undefined => scenarioFiles().find((file) => basename(file, '.ts') === name);

function unknownScenario(name: string, known: readonly string[]): string {
  const near = nearNames(name, known);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${known.join(', ')}.`;
  return `There is no scenario called ${JSON.stringify(name)}. ${hint} \`loadmark list\` shows what each asks. For a bundle, give its path, which ends in .js.`;
}
