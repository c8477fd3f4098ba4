import { describe, expect, it } from 'vitest';
import { withoutCredentials } from '../../../lib/environment/credentials';

describe('withoutCredentials', () => {
  it.each([
    ['postgres://ann:geheim@127.0.0.1:5432/app', 'postgres://127.0.0.1:5432/app'],
    ['postgres://ann:ge/h@im?1@db:5432/app?sslmode=require&password=geheim', 'postgres://db:5432/app'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['https://key@host/base#geheim', 'https://host/base'],
    ['ws://127.0.0.1:8000', 'ws://127.0.0.1:8000'],
    ['', ''],
  ])('shows of %s its scheme and address', (url, shown) => {
    expect(withoutCredentials(url)).toBe(shown);
  });
});
