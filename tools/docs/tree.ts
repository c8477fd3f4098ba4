import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build.mjs';

/** Stands for the name of each system: what has a folder in scenarios/. A new system needs no line here. */
const anySystem = '<system>';

/** What each folder is for, in the order in which they are printed. Of the folders below the first level, only those of `whole` have a line. */
export const purposes: Readonly<Record<string, string>> = {
  [`scenarios/${anySystem}`]: 'one question per file',
  systems: "each system's interface: paths, bodies, protocols",
  thresholds: "the documents' limits as data",
  lib: 'what runs inside k6',
  'lib/scenario': 'puts load, limits and behaviour together into what k6 exports',
  'lib/report': 'verdict to text, Markdown, JSON, JUnit; no k6 in it',
  'lib/streams': 'tasks that are started by an HTTP request and answered by a stream',
  'lib/vectors': 'vector databases: adapters, seeded vectors, and exact search to compare with',
  'lib/websocket': 'sockets that always settle, protocols, and what users do',
  'lib/journey': 'what users do over HTTP, step by step',
  'lib/sql': 'statements and transactions on a PostgreSQL, as requests; isolation of rows',
  'lib/http': 'HTTP endpoints as data, and what became of a request',
  'lib/requests': 'workers, schedules and levels over any kind of request',
  'lib/load': 'users, workers and arrivals, shared out over VUs',
  'lib/observe': "the target's own figures",
  'lib/auth': 'tokens, and who is let in with which',
  'lib/isolation': 'markers, and the ledger that classifies them',
  'lib/gate': 'limits to thresholds, figures to a verdict; no k6 in it',
  'lib/runtime': 'clock, deadlines, pace, and the workarounds for k6',
  'lib/metrics': 'every metric: kind, unit, meaning',
  'lib/environment': 'the only code that reads environment variables',
  cli: 'the command line `loadmark`',
  'cli/commands': 'one file per command: its options and its help',
  'cli/run': 'one run from its request to its verdict',
  'cli/catalogue': 'finds, bundles and evaluates scenarios',
  'cli/project': "the caller's folder: its scenarios, configuration and server",
  'cli/init': 'what `loadmark init` writes',
  'cli/k6': 'finds, builds, starts and asks k6; reads its log',
  'cli/preflight': 'sees before the load that the target is there',
  'cli/watch': 'looks at a running k6, shows progress, ends one that hangs',
  'cli/result': 'the record of a run: folder, files, findings from outside',
  'cli/doctor': 'what this machine lacks for a run',
  testbed: 'the reference system and its defects',
  'testbed/kernel': 'server, sockets, and the switch for defects',
  [`testbed/${anySystem}`]: "a system's routes, state, defects and metrics",
  build: 'what build.mjs does: bundles with thin source maps',
  bench: 'what the library costs compared with k6 written by hand',
  test: 'the rings of tests',
  'test/unit': 'parts, with stubs for the modules of k6',
  'test/bundle': 'each bundle, on k6, without a load',
  'test/e2e': 'k6 against the testbed and other servers; cases/ has every row and defect',
  'test/healthy': 'runs that must never be a FAIL: npm run healthy',
  'test/stubs': 'the modules of k6 for unit tests',
  'test/servers': 'small servers of another hand, each healthy or broken in its own way',
  'test/python': 'servers in another language',
  tools: 'scripts for this project: the package, k6, documents, baselines',
  templates: 'the files of `loadmark init`',
  'create-loadmark': '`npm create loadmark`',
  ci: 'a job for GitLab CI',
  docs: 'documents for users',
  examples: 'scenarios for servers of other dialects',
  deploy: 'k6-operator',
  extension: 'modules that `loadmark k6` builds into k6',
  results: 'records of runs; baselines/ has one of every scenario',
};

/** Folders in which each folder has a line. */
const whole = ['lib', 'cli', 'testbed', 'test'];

/** The project's folders, two levels deep. @throws Error for one without a purpose, and for a purpose without a folder. */
export const projectTree = (): string => renderTree(foldersOf(projectFiles()), purposes);

/**
 * @param folders relative to the project, at most two levels deep.
 * @param described what each is for, by its path.
 */
export function renderTree(folders: ReadonlySet<string>, described: Readonly<Record<string, string>>): string {
  const named = new Map([...folders].filter(isShown).map((folder) => [folder, nameFor(folder, folders)]));
  const expected = new Set(named.values());
  const silent = [...named].filter(([, name]) => !(name in described)).map(([folder]) => folder);
  if (silent.length > 0) throw new Error(`tools/docs/tree.ts does not say what these are for: ${silent.join(', ')}.`);
  const gone = Object.keys(described).filter((name) => !expected.has(name));
  if (gone.length > 0) throw new Error(`tools/docs/tree.ts describes what is not there: ${gone.join(', ')}.`);
  const lines = Object.entries(described).map(([name, purpose]) => [nameInTree(name), purpose] as const);
  const width = Math.max(...lines.map(([name]) => name.length));
  return ['```text', ...lines.map(([name, purpose]) => `${name.padEnd(width)}  ${purpose}`), '```'].join('\n');
}

function isShown(folder: string): boolean {
  const [top = '', below] = folder.split('/');
  return below === undefined ? top !== 'scenarios' : top === 'scenarios' || whole.includes(top);
}

/** `testbed/tasks` is described as `testbed/<system>`. */
function nameFor(folder: string, folders: ReadonlySet<string>): string {
  const [top = '', below] = folder.split('/');
  const ofSystem = (top === 'scenarios' || top === 'testbed') && folders.has(`scenarios/${below}`);
  return ofSystem ? `${top}/${anySystem}` : folder;
}

function nameInTree(name: string): string {
  const [top = '', below] = name.split('/');
  return below === undefined || top === 'scenarios' ? `${name}/` : `  ${below}/`;
}

/** Folders of the first two levels that have files, without those whose names begin with a dot. */
export function foldersOf(files: readonly string[]): Set<string> {
  const parents = files.map((file) => file.split('/').slice(0, -1)).filter(([top]) => top && !top.startsWith('.'));
  return new Set(parents.flatMap((parts) => [parts.slice(0, 1).join('/'), parts.slice(0, 2).join('/')]));
}

/** Made by tools, runs and builds. */
const made = /^(?:node_modules|dist|compiled|\.k6|\.git|results\/(?!baselines))(?:\/|$)/;

/** All files of the project, without what tools, runs and builds made. */
const projectFiles = (folder = ''): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .map((entry) => ({ entry, path: folder === '' ? entry.name : `${folder}/${entry.name}` }))
    .filter(({ path }) => !made.test(path))
    .flatMap(({ entry, path }) => (entry.isDirectory() ? projectFiles(path) : [path]));
