import { findK6, MissingK6 } from '../k6/find';
import { findGo } from '../k6/go';
import { testedK6Version } from '../paths';
import { findProject } from '../project/project';
import { UsageError } from '../usage-error';
import { findStaleBundles } from './bundles';
import type { Finding } from './finding';

const nodeAtLeast = 20;

export async function checkNode(): Promise<Finding> {
  const isEnough = Number(process.versions.node.split('.')[0]) >= nodeAtLeast;
  return {
    state: isEnough ? 'ok' : 'missing',
    subject: 'Node.js',
    found: process.versions.node,
    ...(!isEnough && { todo: `install ${nodeAtLeast} or newer` }),
  };
}

export async function checkK6(): Promise<Finding> {
  try {
    const { version, path, source, extensions } = await findK6(undefined, process.env, (await findProject()).builtK6);
    const found = `${version}${withExtensions(extensions)} at ${path} (${source})`;
    if (version === testedK6Version) return { state: 'ok', subject: 'k6', found };
    return {
      state: 'warning',
      subject: 'k6',
      found,
      todo: `loadmark is tested with ${testedK6Version}, which \`loadmark k6 --build\` builds`,
    };
  } catch (error) {
    if (error instanceof MissingK6)
      return {
        state: 'missing',
        subject: 'k6',
        found: 'none',
        todo: '`loadmark k6` builds one, or says how to install it',
      };
    if (error instanceof UsageError) return { state: 'missing', subject: 'k6', found: error.message };
    throw error;
  }
}

const withExtensions = (extensions: readonly string[]): string =>
  extensions.length > 0
    ? ` with ${extensions.join(' and ')}`
    : ', stock: scenarios of databases need the one that `loadmark k6 --build` builds,';

/** Only `loadmark k6` needs it, to build. */
export async function checkGo(): Promise<Finding> {
  const { version, problem } = await findGo();
  return { state: problem ? 'warning' : 'ok', subject: 'Go', found: version, ...(problem && { todo: problem }) };
}

/** In a checkout the bundles, elsewhere the scenarios: nobody needs bundles of them to run them. */
export async function checkScenarios(): Promise<Finding> {
  const { isLoadmark, scenarios, scenarioFolder } = await findProject();
  if (isLoadmark) return checkBundles();
  const subject = 'scenarios';
  if (scenarios.length > 0) return { state: 'ok', subject, found: `${scenarios.length} in ${scenarioFolder}` };
  return { state: 'warning', subject, found: `none in ${scenarioFolder}`, todo: '`loadmark init` writes two' };
}

function checkBundles(): Finding {
  const stale = findStaleBundles();
  if (stale.length === 0) return { state: 'ok', subject: 'bundles', found: 'dist/ is newer than its sources' };
  return {
    state: 'warning',
    subject: 'bundles',
    found: `missing or older than their sources: ${stale.join(', ')}`,
    todo: '`loadmark build` (`loadmark run NAME` bundles its scenario itself)',
  };
}
