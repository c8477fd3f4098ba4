import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJson } from '../../lib/report/json';
import { toJunit } from '../../lib/report/junit';
import { toMarkdown } from '../../lib/report/markdown';
import type { Result } from '../../lib/report/result';
import { resultFiles } from './folder';

/**
 * Writes the record of a run in all its forms.
 * @param stepSummary GITHUB_STEP_SUMMARY: a file of the pipeline to which the Markdown is appended.
 */
export function writeResult(result: Result, folder: string, stepSummary: string | undefined): void {
  const markdown = toMarkdown(result);
  writeFileSync(join(folder, resultFiles.json), toJson(result));
  writeFileSync(join(folder, resultFiles.markdown), markdown);
  writeFileSync(join(folder, resultFiles.junit), toJunit(result));
  if (stepSummary) appendFileSync(stepSummary, `${markdown}\n`);
}
