import { describe, expect, it } from 'vitest';
import { redirectOf } from '../../../lib/http/redirect';

const asked = 'http://host:8000/base/x?q=1';
const next = (location: string | undefined, { status = 307, method = 'GET', from = asked } = {}) =>
  redirectOf(status, location, from, method)?.url;

describe('a redirect', () => {
  it.each([
    ['/base/x/', 'http://host:8000/base/x/'],
    ['y?z=2#part', 'http://host:8000/base/y?z=2'],
    ['?q=2', 'http://host:8000/base/x?q=2'],
    ['http://host:8000/base/x/?q=1', 'http://host:8000/base/x/?q=1'],
    ['HTTP://HOST:8000/z', 'HTTP://HOST:8000/z'],
    ['//host:8000/z', 'http://host:8000/z'],
  ])('to %s is followed', (location, url) => {
    expect(next(location)).toBe(url);
  });

  it.each([
    ['http://other:8000/base/x'],
    ['https://host:8000/base/x'],
    ['http://host/base/x'],
    ['//other/x'],
    ['http://host:8000.evil.example/x'],
    ['javascript:alert(1)'],
    [''],
    [undefined],
  ])('to %s is not', (location) => {
    expect(next(location)).toBeUndefined();
  });

  it("knows a scheme's own port, and a target without a path", () => {
    expect(next('http://host:80/x/', { from: 'http://host/x' })).toBe('http://host:80/x/');
    expect(next('https://host/x/', { from: 'https://host:443/x' })).toBe('https://host/x/');
    expect(next('x', { from: 'http://host' })).toBe('http://host/x');
  });

  it.each([
    [301, 'POST', false],
    [303, 'POST', false],
    [307, 'POST', true],
    [308, 'POST', true],
    [302, 'GET', true],
  ])('by %i of a %s sends it again with its body: %s', (status, method, again) => {
    expect(redirectOf(status, '/y', asked, method)?.again).toBe(again);
  });

  it.each([200, 300, 304, 404])('is not what status %i says', (status) => {
    expect(next('/y', { status })).toBeUndefined();
  });
});
