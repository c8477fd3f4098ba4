import { expect, it, onTestFinished, vi } from 'vitest';
import { formatFinding } from '../../../cli/commands/doctor';
import { checks } from '../../../cli/doctor/checks';
import type { Finding } from '../../../cli/doctor/finding';
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

const subjects = ['Node.js', 'k6', 'Go', 'bundles', 'results folder', 'port 8000', 'open files', 'outgoing ports'];

function expectAnswers(findings: readonly Finding[]): void {
  for (const finding of findings) {
    expect(formatFinding(finding)).not.toContain('\n');
    // Where there is no k6, what was found names the remedy.
    const remedy = finding.subject === 'k6' ? finding.found : finding.todo;
    if (finding.state !== 'ok') expect(remedy, finding.subject).toMatch(/\w/);
    else expect(finding.todo).toBeUndefined();
    expect(finding.found, finding.subject).toMatch(/\w/);
  }
}

const look = () => Promise.all(checks.map((check) => check()));

it('looks at each thing that a run needs, and says in one line what it found and what to do', async () => {
  const findings = await look();
  expect(findings.map(({ subject }) => subject)).toEqual(subjects);
  expectAnswers(findings);
});

it('says what to do on a machine that has no k6, no Go, no room for results and no port', async () => {
  vi.stubEnv('LOADMARK_K6', '/nowhere/k6');
  vi.stubEnv('PATH', '/nowhere');
  vi.spyOn(process, 'cwd').mockReturnValue('/nowhere');
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  const findings = await look();
  const states = Object.fromEntries(findings.map(({ subject, state }) => [subject, state]));
  expect(states).toMatchObject({ k6: 'missing', Go: 'warning', 'results folder': 'missing', 'Node.js': 'ok' });
  expectAnswers(findings);
});

it('prints the state, the subject, what was found and what to do', () => {
  expect(formatFinding({ state: 'warning', subject: 'x', found: 'y', todo: 'z' })).toBe(
    'warning  x                y: z',
  );
});
