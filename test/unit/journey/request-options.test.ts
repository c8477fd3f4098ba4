import { describe, expect, it } from 'vitest';
import { encodeBody, nameOf } from '../../../lib/journey/request-options';

describe('a body', () => {
  it('is encoded as what it is', () => {
    expect(encodeBody({ json: { a: [1] } })).toEqual({ type: 'application/json', text: '{"a":[1]}' });
    expect(encodeBody({ form: { 'a b': 'ö&=', n: 1, yes: true } })).toEqual({
      type: 'application/x-www-form-urlencoded',
      text: 'a%20b=%C3%B6%26%3D&n=1&yes=true',
    });
    expect(encodeBody({ text: 'as it is' })).toEqual({ text: 'as it is' });
    expect(encodeBody({})).toEqual({ text: null });
  });
});

describe('the name of a request that gives none', () => {
  it.each([
    ['/login', 'POST /login'],
    ['/api/v1/orders/17/lines?page=2', 'POST /api/v1/orders/:id/lines'],
    ['/notes/3f2a-b1#top', 'POST /notes/:id'],
    ['http://host-7:8000/notes/9', 'POST /notes/:id'],
  ])('of %s is %s', (path, name) => {
    expect(nameOf('POST', path)).toBe(name);
  });
});
