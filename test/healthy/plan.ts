import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, scenarioFiles } from '../../build.mjs';
import type { Case, CaseFile } from '../e2e/cases/case';

const folder = join(root, 'test/e2e/cases');

/**
 * What the end-to-end cases run on a testbed without a defect and expect to PASS: every scenario at least once, in turn.
 * @throws Error that names the scenarios without such a case.
 */
export async function healthyCases(): Promise<readonly Case[]> {
  const files = readdirSync(folder).filter((name) => !['case.ts', 'index.ts'].includes(name));
  const cases: Case[] = [];
  for (const file of files) {
    const { cases: groups }: { readonly cases?: CaseFile } = await import(pathToFileURL(join(folder, file)).href);
    cases.push(...Object.values({ ...groups?.together, ...groups?.alone }).flat());
  }
  const healthy = cases.filter(({ verdict, defects = [] }) => verdict === 'PASS' && defects.length === 0);
  const covered = new Set(healthy.map(({ scenario }) => scenario));
  const without = scenarioFiles()
    .map((path) => basename(path, '.ts'))
    .filter((name) => !covered.has(name));
  if (without.length > 0) throw new Error(`No case of test/e2e/cases expects a PASS of ${without.join(', ')}.`);
  return healthy;
}
