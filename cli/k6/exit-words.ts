/** What k6's exit codes mean, other than 0 (it ended) and 99 (it ended, and a threshold was crossed). */
const words: Readonly<Record<number, string>> = {
  97: 'the cloud run failed or was aborted',
  98: 'the progress of the cloud run could not be read',
  100: 'setup() took longer than its timeout',
  101: 'teardown() took longer than its timeout',
  102: 'something took longer than its timeout',
  103: 'the run was stopped through the REST API',
  104: "the script's options are not valid",
  105: 'k6 was stopped by a signal',
  106: 'the REST API could not be started: its port was taken in the meantime; run it again',
  107: 'the script threw in its init code, setup() or teardown()',
  108: 'the script aborted the run (test.abort)',
  109: 'k6 itself crashed (Go panic)',
  110: 'the script marked the run as failed (test.fail)',
};

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** How k6 ended, in words; undefined when it ended as it should, with code 0 or 99. */
export function describeExit({ code, signal }: Exit): string | undefined {
  if (code === 0 || code === 99) return undefined;
  if (code === null)
    return signal === 'SIGKILL'
      ? 'k6 was killed (SIGKILL; the system does so when memory runs out)'
      : `k6 was ended by ${signal ?? 'an unknown cause'}`;
  return `k6 ended with exit code ${code}: ${words[code] ?? 'unknown to loadmark'}`;
}
