import { readFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { root, scenarioFiles } from '../../build.mjs';
import { type Bound, keyOf, type Need, type Quantity, type SizeName } from '../../lib/gate/limit';
import type { LoadFacts } from '../../lib/scenario/facts';
import type { About } from '../../lib/scenario/scenario';
import { evaluateScripts } from './evaluate';
import { readQuestion } from './question';

/** One limit; a size of the load that it refers to is given by its name, for example `users`. */
export interface CatalogueLimit {
  readonly row: string;
  readonly title: string;
  /** With its tags, in k6's spelling: `http_reqs{name:health}`. */
  readonly metric: string;
  readonly statistic: string;
  /** The count is judged per second over this many seconds; null: as it is. */
  readonly overSeconds: Quantity | null;
  readonly pass: Bound | null;
  readonly warn: Bound | null;
  readonly minSamples: Quantity;
  /** The variable without which it is SKIPPED. */
  readonly needs: Need | null;
  /** It is left out where the load has none of these; null: it never is. */
  readonly where: SizeName | null;
}

/** One scenario as it is without any setting of the environment. */
export interface CatalogueEntry {
  readonly name: string;
  /** The folder of its source: `tasks`. */
  readonly system: string;
  readonly question: string;
  readonly rows: readonly string[];
  readonly limits: readonly CatalogueLimit[];
  readonly load: Omit<LoadFacts, 'durationMs'>;
  /** Whether stock k6 is not enough. */
  readonly needsExtension: boolean;
  /** What it cannot begin without, apart from the target; null: nothing. */
  readonly prerequisite: string | null;
  /** Source file, relative to the folder of its project. */
  readonly file: string;
}

/**
 * Every scenario, by its name.
 * @param files source files; by default all of loadmark's own: the folder `scenarios/` is the registry.
 * @param folder of the project which they belong to.
 * @throws Error that names the file that is no scenario.
 */
export async function readCatalogue(files = scenarioFiles(), folder = root): Promise<CatalogueEntry[]> {
  const scripts = await evaluateScripts(files, {});
  return files
    .map((file, index) => toEntry(relative(folder, file), readFileSync(file, 'utf8'), scripts[index]?.about))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toEntry(file: string, source: string, about: About | undefined): CatalogueEntry {
  if (!about) throw new Error(`${file} is no scenario: expected \`export const { about, ... } = scenario({ ... })\`.`);
  const { describe, model, users, iterations, messages, vus, sizes, maxDurationMs } = about.load;
  return {
    name: about.name,
    system: basename(dirname(file)),
    question: readQuestion(source).question,
    rows: [...new Set(about.limits.map(({ row }) => row))],
    limits: about.limits.map((limit) => ({
      row: limit.row,
      title: limit.title,
      metric: keyOf(limit),
      statistic: limit.statistic,
      overSeconds: limit.overSeconds ?? null,
      pass: limit.pass ?? null,
      warn: limit.warn ?? null,
      minSamples: limit.minSamples,
      needs: limit.needs ?? null,
      where: limit.where ?? null,
    })),
    load: { describe, model, users, iterations, messages, vus, sizes, maxDurationMs },
    needsExtension: about.needsExtension,
    prerequisite: about.prerequisite,
    file,
  };
}
