import { expect, it } from 'vitest';
import { formatFinding } from '../../../cli/commands/doctor';
import { checks } from '../../../cli/doctor/checks';
import { parseOpenFileLimit, parsePortRange } from '../../../cli/doctor/limits';
import { canBuildK6, parseGoVersion } from '../../../cli/k6/go';

it('reads the hard limit of open files, which k6 raises its own to', () => {
  const limits = 'Limit                     Soft Limit           Hard Limit           Units\n';
  expect(
    parseOpenFileLimit(`${limits}Max open files            1024                 524288               files\n`),
  ).toBe(524288);
  expect(
    parseOpenFileLimit(`${limits}Max open files            1024                 unlimited            files\n`),
  ).toBe(Number.POSITIVE_INFINITY);
  expect(parseOpenFileLimit('')).toBeUndefined();
});

it('reads the range of outgoing ports', () => {
  expect(parsePortRange('32768\t60999\n')).toEqual({ from: 32768, to: 60999 });
  expect(parsePortRange('')).toBeUndefined();
});

it.each([
  ['go1.26.8\n', true],
  ['go1.25rc1', true],
  ['go1.24.9', false],
  ['go2.0', true],
])('knows whether %j can build k6', (text, enough) => {
  const version = parseGoVersion(text);
  expect(version && canBuildK6(version)).toBe(enough);
});

it('finds no version of Go in something else', () => {
  expect(parseGoVersion('devel +abc')).toBeUndefined();
});

it('says in one line each what it found and what to do', async () => {
  const findings = await Promise.all(checks.map((check) => check()));
  for (const finding of findings) {
    expect(formatFinding(finding)).not.toContain('\n');
    expect(finding.state === 'ok' || finding.todo !== undefined || finding.subject === 'k6').toBe(true);
  }
  expect(formatFinding({ state: 'warning', subject: 'x', found: 'y', todo: 'z' })).toBe(
    'warning  x                y: z',
  );
});
