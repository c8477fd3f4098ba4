import { expect, it } from 'vitest';
import { describeExit } from '../../../cli/k6/exit-words';

const describeCode = (code: number | null, signal: NodeJS.Signals | null = null) => describeExit({ code, signal });

it('has nothing to say of a k6 that ended as it must', () => {
  expect(describeCode(0)).toBeUndefined();
  expect(describeCode(99)).toBeUndefined();
});

it.each([
  [104, /104: the script's options are not valid/],
  [106, /106: the REST API could not be started/],
  [107, /107: the script threw/],
  [108, /108: the script aborted the run/],
  [109, /109: k6 itself crashed/],
  [110, /110: the script marked the run as failed/],
  [42, /42: unknown/],
])('says what exit code %d means', (code, words) => {
  expect(describeCode(code)).toMatch(words);
});

it('says which signal ended k6', () => {
  expect(describeCode(null, 'SIGKILL')).toMatch(/memory runs out/);
  expect(describeCode(null, 'SIGSEGV')).toMatch(/SIGSEGV/);
  expect(describeCode(null)).toMatch(/unknown cause/);
});
