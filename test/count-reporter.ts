import { stripVTControlCharacters } from 'node:util';
import type { TestError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line, `N passed, N failed`, that a pipeline can read whatever the runner prints around it and whatever was skipped. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    /** Passed at a later attempt only, and why not before. */
    const again: string[] = [];
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      // A file that cannot be loaded has no tests to count, and is a failure all the same.
      if (module.state() === 'failed' && module.children.size === 0) counts.failed++;
      for (const test of module.children.allTests()) {
        counts[test.result().state]++;
        if (test.diagnostic()?.flaky)
          again.push([test.fullName, ...(test.result().errors ?? []).map(reasonOf)].join('\n  '));
      }
    }
    const skipped = counts.skipped + counts.pending;
    // Other reporters print when the run ends, too: this line comes after theirs.
    process.on('exit', () => {
      for (const name of again) process.stdout.write(`passed at a later attempt: ${name}\n`);
      if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
      process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
    });
  }
}

/** What an attempt failed for, in a line: where values differ, only that in which they do. */
function reasonOf({ message, diff = '' }: TestError): string {
  const differing = stripVTControlCharacters(diff)
    .split('\n')
    .filter((line) => /^[-+] {2,}/.test(line))
    .map((line) => line.replace(/\s+/g, ' '));
  return [message.split('\n')[0], ...differing].join(' ').slice(0, 300);
}
