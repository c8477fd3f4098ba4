import { expect, it } from 'vitest';
import { isNewEnough, oldestVersion, parseExtensions, parseVersion } from '../../../cli/k6/version';
import { testedK6Version } from '../../../cli/paths';

it.each([
  ['k6 v2.2.0 (go1.26.8, linux/amd64)\n', 'v2.2.0'],
  ['k6-custom v2.10.3-rc1 (go1.26.8, linux/amd64)\nExtensions:\n  example.com/ext v1.0.0, k6/x/ext [js]\n', 'v2.10.3'],
  ['k6.exe v1.7.0 (commit/abc, go1.24, windows/amd64)', 'v1.7.0'],
])('reads %j', (text, version) => {
  expect(parseVersion(text)).toBe(version);
});

it.each(['', 'hello', 'usage: k6 [options]'])('finds no version in %j', (text) => {
  expect(parseVersion(text)).toBeUndefined();
});

it('compares numbers, not text', () => {
  expect(isNewEnough(oldestVersion)).toBe(true);
  expect(isNewEnough('v2.0.1')).toBe(true);
  expect(isNewEnough('v10.0.0')).toBe(true);
  expect(isNewEnough('v1.99.99')).toBe(false);
});

it('is tested with a version that has a number for everything', () => {
  expect(testedK6Version).toMatch(/^v\d+\.\d+\.\d+$/);
});

it.each([
  ['k6 v2.2.0 (go1.26.8, linux/amd64)\n', []],
  [
    'k6 v2.2.0 (go1.26.8, linux/amd64)\nExtensions:\n  example.com/a v1.0.0, k6/x/postgres [js]\n  example.com/b (devel), k6/x/faker-2 [js]\n',
    ['k6/x/postgres', 'k6/x/faker-2'],
  ],
])('finds the extensions in %j', (text, extensions) => {
  expect(parseExtensions(text)).toEqual(extensions);
});
