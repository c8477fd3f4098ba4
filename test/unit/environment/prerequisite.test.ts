import { describe, expect, it } from 'vitest';
import { allOf, type Prerequisite, targetsOf } from '../../../lib/environment/prerequisite';

const need = (what: string, more: Partial<Prerequisite> = {}): Prerequisite => ({
  what,
  check() {
    throw new Error(`${what} is missing`);
  },
  ...more,
});
const token = need('a token');
const database = need('a database', { targets: ['DATABASE_URL'], extension: 'k6/x/postgres' });
const sockets = need('sockets', { targets: ['TARGET_URL'] });

describe('what is under test', () => {
  it('is TARGET_URL, unless something that is needed names another', () => {
    expect(targetsOf([])).toEqual(['TARGET_URL']);
    expect(targetsOf([token])).toEqual(['TARGET_URL']);
    expect(targetsOf([token, database])).toEqual(['DATABASE_URL']);
    expect(targetsOf([sockets, database, database])).toEqual(['TARGET_URL', 'DATABASE_URL']);
  });
});

describe('several prerequisites as one', () => {
  it('are named, checked and under test together', () => {
    expect(allOf([sockets, database])).toMatchObject({
      what: 'sockets and a database',
      targets: ['TARGET_URL', 'DATABASE_URL'],
      extension: 'k6/x/postgres',
    });
    expect(() => allOf([{ ...token, check() {} }, database]).check()).toThrow('a database is missing');
    expect(allOf([token])).not.toHaveProperty('targets');
  });
});
