import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../build.mjs';
import { readCatalogue } from '../../cli/catalogue/catalogue';
import { metricTable } from './metrics';
import { quoteFile, quoteStatement } from './quote';
import { fillRegions, type Regions } from './region';
import { rowTable, scenarioTable } from './scenarios';
import { projectTree } from './tree';
import { cliVariableTable, variableTable } from './variables';

/** A document as it is, and as it must be. */
export interface RenderedDocument {
  /** Relative to the project. */
  readonly file: string;
  readonly current: string;
  readonly expected: string;
}

/** Scenarios of the user's own. The tables list the systems of the documents, so that adding one makes no document stale. */
const ownScenarios = 'scenarios/own/';

/** Every region that a document may have. */
export async function makeRegions(): Promise<Regions> {
  const entries = (await readCatalogue()).filter(({ file }) => !file.startsWith(ownScenarios));
  return {
    scenarios: (folder) => scenarioTable(entries, folder),
    rows: () => rowTable(entries),
    variables: variableTable,
    'cli-variables': cliVariableTable,
    metrics: metricTable,
    tree: projectTree,
    'a-scenario': () => quoteFile('scenarios/tasks/ws-50.ts'),
    jobs: () => quoteFile('examples/jobs.ts'),
    orders: () => quoteFile('examples/orders.ts'),
    'init-requests': () => quoteFile('templates/load/requests.ts'),
    'init-config': () => quoteFile('templates/loadmark.config.ts'),
    'dialect-socket-io': () => quoteStatement('examples/socket-io.ts', 'const socketIo'),
    'dialect-graphql': () => quoteStatement('examples/graphql-ws.ts', 'const graphqlWs'),
    'dialect-graphql-protocol': () => quoteStatement('examples/graphql-ws.ts', 'const lines'),
    'dialect-first-message': () => quoteStatement('examples/first-message.ts', 'const firstMessage'),
    'dialect-cookies': () => quoteStatement('examples/cookies.ts', 'const packed'),
    'stream-completions': () => quoteStatement('examples/completions.ts', 'const completions'),
    'room-chat': () => quoteStatement('examples/rooms.ts', 'const chat'),
    posted: () => quoteStatement('examples/announcements.ts', 'const announcements'),
    invoices: () => quoteStatement('examples/invoices.ts', 'const write'),
    qdrant: () => quoteStatement('examples/qdrant.ts', 'const qdrant'),
    'jobs-protocol': () => quoteStatement('examples/jobs.ts', 'const jobs'),
  };
}

/** Documents of the project, relative to it. */
export function documentFiles(): string[] {
  const below = (folder: string) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file))
      : [];
  const files = [...readdirSync(root), ...below('docs'), ...below('deploy'), 'testbed/README.md'];
  return files.filter((file) => file.endsWith('.md')).sort();
}

export async function renderDocuments(): Promise<RenderedDocument[]> {
  const regions = await makeRegions();
  return documentFiles().map((file) => {
    const current = readFileSync(join(root, file), 'utf8');
    return { file, current, expected: fillRegions(current, regions, dirname(file)) };
  });
}
