import { expect, it } from 'vitest';
import { howToGetK6 } from '../../../cli/k6/install';
import { testedK6Version } from '../../../cli/paths';

it.each([
  ['linux', 'x64', ['apt-get install k6', 'dnf install k6', `k6-${testedK6Version}-linux-amd64.tar.gz`]],
  ['linux', 'arm64', [`k6-${testedK6Version}-linux-arm64.tar.gz`]],
  ['darwin', 'arm64', ['brew install k6', `k6-${testedK6Version}-macos-arm64.zip`]],
  ['win32', 'x64', ['winget install k6', `k6-${testedK6Version}-windows-amd64.zip`]],
] as const)('says how to get k6 on %s, %s', (platform, arch, said) => {
  const text = howToGetK6(platform, arch);
  for (const part of said) expect(text).toContain(part);
  expect(text).toContain('Without Go');
});

it('names no package of another system', () => {
  expect(howToGetK6('darwin', 'arm64')).not.toContain('apt-get');
  expect(howToGetK6('freebsd', 'x64')).not.toMatch(/apt-get|brew|winget/);
});
