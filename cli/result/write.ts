import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJson } from '../../lib/report/json';
import { toJunit } from '../../lib/report/junit';
import { toMarkdown } from '../../lib/report/markdown';
import type { Result } from '../../lib/report/result';
import { resultFiles } from '../paths';

/**
 * Writes the record of a run in all its forms.
 * @param stepSummary GITHUB_STEP_SUMMARY: a file of the pipeline to which the Markdown is appended.
 * @param warn is told of a file that cannot be written; the verdict stands.
 */
export function writeResult(
  result: Result,
  folder: string,
  stepSummary: string | undefined,
  warn: (line: string) => void,
): void {
  const markdown = toMarkdown(result);
  const tried = (what: string, write: () => void) => {
    try {
      write();
    } catch (error) {
      warn(`${what} could not be written: ${error instanceof Error ? error.message : error}`);
    }
  };
  tried('the record', () => writeRecord(result, markdown, folder));
  if (stepSummary) tried('GITHUB_STEP_SUMMARY', () => appendFileSync(stepSummary, `${markdown}\n`));
}

/** The folder may have been removed while k6 ran. */
function writeRecord(result: Result, markdown: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, resultFiles.json), toJson(result));
  writeFileSync(join(folder, resultFiles.markdown), markdown);
  writeFileSync(join(folder, resultFiles.junit), toJunit(result));
}
