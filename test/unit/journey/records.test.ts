import { describe, expect, it } from 'vitest';
import { rowsOfCsv } from '../../../lib/journey/csv';
import { records } from '../../../lib/journey/records';

describe('CSV', () => {
  it.each([
    [
      'lines',
      'a,b\n1,2\n3,4\n',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    ['lines of Windows, and a mark at the beginning', '\uFEFFa,b\r\n1,2\r\n', [{ a: '1', b: '2' }]],
    ['one column', 'a\n1\n\n2', [{ a: '1' }, { a: '2' }]],
    ['quotes', 'a,b\n"x, ""y""\nz",""\n', [{ a: 'x, "y"\nz', b: '' }]],
    ['empty values', 'a,b,c\n,,\n', [{ a: '', b: '', c: '' }]],
    ['no rows', 'a,b\n', []],
  ])('has rows from %s', (_what, text, rows) => {
    expect(rowsOfCsv(text)).toEqual(rows);
  });

  it('has as many values in each row as in the first', () => {
    expect(() => rowsOfCsv('a,b\n1,2\n3\n')).toThrow('Row 2 has 1 values, and the first line names 2.');
  });
});

describe('records', () => {
  it('are typed by their shape, and begin again behind the last', () => {
    const people = records('name,age,admin\nAda,36,true\nGrace,45,false\n', {
      name: 'string',
      age: 'number',
      admin: 'boolean',
    });
    expect(people.length).toBe(2);
    expect(people.at(0)).toEqual({ name: 'Ada', age: 36, admin: true });
    expect(people.at(3).age + 1).toBe(46);
  });

  it('come from JSON as they are', () => {
    expect(records(' [{"id": 7, "tags": ["a"]}]', { id: 'number', tags: 'list' }).at(0).tags).toEqual(['a']);
  });

  it.each([
    ['a number that is none', 'a\nx\n', /Record 1: a is a string and not: number/],
    ['a column that is missing', 'b\n1\n', /Record 1: a is missing/],
    ['nothing', 'a\n', /without a record/],
    ['an empty list', '[]', /without a record/],
  ])('are refused with %s', (_what, text, said) => {
    expect(() => records(text, { a: 'number' })).toThrow(said);
  });
});
