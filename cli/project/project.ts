import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { nameOf, root, scenarioFiles } from '../../build.mjs';
import { UsageError } from '../usage-error';
import { checkScenarioNames, readConfig } from './config';
import type { Config } from './define-config';

/** What loadmark works on: the folder of the one who calls it, which is a checkout of loadmark or uses loadmark. */
export interface Project {
  /** Absolute. */
  readonly folder: string;
  /** Absolute; it need not exist. */
  readonly scenarioFolder: string;
  /** Source files of its own scenarios, absolute. */
  readonly scenarios: readonly string[];
  /** Where records go. Absolute. */
  readonly results: string;
  /** Where `loadmark build` puts bundles. Absolute. */
  readonly bundles: string;
  /** Where `loadmark k6` puts the binary. Absolute. */
  readonly builtK6: string;
  /** Whether it is loadmark itself. */
  readonly isLoadmark: boolean;
  readonly config: Config;
}

/** Names of the configuration; the first one that is there counts. */
const configNames = ['loadmark.config.ts', 'loadmark.config.mjs', 'loadmark.config.js'] as const;

/** In which a project has its scenarios, where its configuration names no other folder. */
const usualFolder = 'load';

/**
 * Finds the project: the nearest folder upwards with a configuration, else the nearest with a package.json, else this one.
 * @throws UsageError for a configuration that cannot be read.
 */
export async function findProject(from = process.cwd()): Promise<Project> {
  const folder = nearest(from, configNames) ?? nearest(from, ['package.json']) ?? resolve(from);
  const isLoadmark = folder === resolve(root);
  const configFile = configNames.map((name) => join(folder, name)).find(existsSync);
  const config = configFile === undefined ? {} : await readConfig(configFile);
  const scenarioFolder = resolve(folder, isLoadmark ? 'scenarios' : (config.scenarios ?? usualFolder));
  const scenarios = isLoadmark ? scenarioFiles() : scenariosBelow(scenarioFolder, config.scenarios !== undefined);
  if (configFile) checkScenarioNames(configFile, config, [...new Set([...scenarios, ...scenarioFiles()].map(nameOf))]);
  const bundles = isLoadmark ? join(folder, 'dist') : join(scenarioFolder, 'dist');
  return {
    folder,
    scenarioFolder,
    scenarios,
    results: resolve(folder, config.results ?? 'results'),
    bundles,
    builtK6: join(folder, '.k6', 'k6'),
    isLoadmark,
    config,
  };
}

function nearest(from: string, names: readonly string[]): string | undefined {
  const folder = resolve(from);
  if (names.some((name) => existsSync(join(folder, name)))) return folder;
  return dirname(folder) === folder ? undefined : nearest(dirname(folder), names);
}

/** Files that make a scenario. Others, such as limits that several share, may stand next to them. */
function scenariosBelow(folder: string, isNamed: boolean): string[] {
  if (!existsSync(folder)) {
    if (!isNamed) return [];
    throw new UsageError(`There is no folder ${folder}, which the configuration gives as \`scenarios\`.`);
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:[cm]?ts|m?js)$/.test(file) && !/(?:^|[\\/])(?:node_modules|dist)[\\/]/.test(file))
    .map((file) => join(folder, file))
    .filter((file) => /=\s*scenario(?:<[^>]*>)?\(/.test(readFileSync(file, 'utf8')))
    .sort();
}
