import { describe, expect, it } from 'vitest';
import { idsIn } from '../../../lib/http/ids';

describe('the ids in an answer', () => {
  it.each<[string, unknown, (string | number)[]]>([
    ['of a list', [{ id: 'a' }, { id: 'b' }], ['a', 'b']],
    ['of a list in an object with an id of its own', { id: 'request-7', results: [{ id: 7, name: 'x' }] }, [7]],
    ['under another name', { data: { items: [{ uuid: 'u-1', tags: ['x'] }] } }, ['u-1']],
    ['by name where there is nothing better', [{ name: 'parse', kind: 'function' }], ['parse']],
    ['of a list of texts', { nodes: ['a', 'b'], took: 3 }, ['a', 'b']],
    ['but not of texts next to objects', { facets: ['x'], nodes: [{ id: 'a' }] }, ['a']],
    ['of an object inside a listed one', [{ node: { id: 'a' } }], []],
    ['of nothing', { total: 0, results: [] }, []],
  ])('are those %s', (_where, answer, ids) => {
    expect(idsIn(JSON.stringify(answer))).toEqual(ids);
  });

  it('are none of what is no JSON', () => {
    expect(idsIn('<html>')).toEqual([]);
  });
});
