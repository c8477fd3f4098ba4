import { stripVTControlCharacters } from 'node:util';
import type { TestError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';
import type {} from './e2e/made-again';

/**
 * Ends a run with one plain line, `N passed, N failed`, that a pipeline can read whatever the runner prints before it. What was not green at
 * once is named above it.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    /** Passed at a later attempt only, and why not before. */
    const late: string[] = [];
    /** Runs that were made again because their generator was starved, and the sentence that says so. */
    const madeAgain: string[] = [];
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      // A file that cannot be loaded has no tests to count, but it failed.
      if (module.state() === 'failed' && module.children.size === 0) counts.failed++;
      for (const test of module.children.allTests()) {
        counts[test.result().state]++;
        if (test.diagnostic()?.flaky)
          late.push([test.fullName, ...(test.result().errors ?? []).map(reasonOf)].join('\n  '));
        for (const reason of test.meta().madeAgain ?? []) madeAgain.push(`${test.fullName}\n  ${reason}`);
      }
    }
    const skipped = counts.skipped + counts.pending;
    // Other reporters print when the run ends, too. This comes after them.
    process.on('exit', () => {
      for (const name of late) process.stdout.write(`passed at a later attempt: ${name}\n`);
      for (const name of madeAgain) process.stdout.write(`made again: ${name}\n`);
      if (madeAgain.length > 0) process.stdout.write(`${madeAgain.length} made again, the generator was starved\n`);
      if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
      process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
    });
  }
}

/** Why an attempt failed, in one line: where values differ, only the difference. */
function reasonOf({ message, diff = '' }: TestError): string {
  const differing = stripVTControlCharacters(diff)
    .split('\n')
    .filter((line) => /^[-+] {2,}/.test(line))
    .map((line) => line.replace(/\s+/g, ' '));
  return [message.split('\n')[0], ...differing].join(' ').slice(0, 300);
}
