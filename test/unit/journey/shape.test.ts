import { describe, expect, it } from 'vitest';
import { misfit, type Shape } from '../../../lib/journey/shape';

const order: Shape = {
  id: 'id',
  text: 'string',
  owner: { name: 'string' },
  lines: 'list',
  paid: 'boolean',
  note: 'anything',
};
const good = { id: 7, text: '', owner: { name: 'a' }, lines: [], paid: false, more: 1 };

describe('a shape', () => {
  it('is had by an object that has all of it, and may have more', () => {
    expect(misfit(good, order)).toBeUndefined();
    expect(misfit({ ...good, id: 'a' }, order)).toBeUndefined();
  });

  it.each([
    ['a list', [good], 'the answer is a list and no object'],
    ['null', null, 'the answer is null and no object'],
    ['a field that is missing', { ...good, text: undefined }, 'text is missing and not: string'],
    ['a field of another kind', { ...good, paid: 'yes' }, 'paid is a string and not: boolean'],
    ['an empty id', { ...good, id: '' }, 'id is a string and not: id'],
    ['an inner object that is none', { ...good, owner: 'a' }, 'owner is a string and no object'],
    ['an inner field', { ...good, owner: {} }, 'owner.name is missing and not: string'],
  ])('is not had by %s, which shows nothing of what it holds', (_what, value, said) => {
    expect(misfit(value, order)).toBe(said);
  });
});
