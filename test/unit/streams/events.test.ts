import { describe, expect, it } from 'vitest';
import { partsOf, readServerSent } from '../../../lib/streams/events';

const eventsIn = (body: string) => partsOf(body, 'events').whole.map(readServerSent);

describe('server-sent events', () => {
  it.each([
    ['a line', 'data: one\n\n', [{ event: 'message', data: 'one' }]],
    ['no space behind the colon', 'data:one\n\n', [{ event: 'message', data: 'one' }]],
    ['one space of two', 'data:  one\n\n', [{ event: 'message', data: ' one' }]],
    ['several lines', 'data: one\ndata:\ndata: three\n\n', [{ event: 'message', data: 'one\n\nthree' }]],
    ['a name', 'event: end\nid: 7\ndata: {}\n\n', [{ event: 'end', data: '{}' }]],
    ['a name alone', 'event: end\n\n', [{ event: 'end', data: '' }]],
    ['a field without a colon', 'data\n\n', [{ event: 'message', data: '' }]],
    ['other line breaks', 'data: one\r\n\r\ndata: two\r\rdata: 3\n\n', ['one', 'two', '3'].map(message)],
    ['a byte order mark', '\ufeffdata: one\n\n', [message('one')]],
    ['more empty lines than it needs', '\n\ndata: one\n\n\n\ndata: two\n\n', ['one', 'two'].map(message)],
    ['comments alone', ': keep-alive\n\ndata: one\n\n', [undefined, message('one')]],
  ])('are read with %s', (_what, body, events) => {
    expect(eventsIn(body)).toEqual(events);
  });

  it('end with what was not finished, which is no event', () => {
    expect(partsOf('data: one\n\ndata: tw', 'events')).toEqual({ whole: ['data: one'], cut: 'data: tw' });
  });
});

describe('lines', () => {
  it('are one event each, the last one too', () => {
    expect(partsOf('{"a":1}\r\n\n{"b":2}', 'lines')).toEqual({ whole: ['{"a":1}', '{"b":2}'], cut: '' });
  });
});

function message(data: string) {
  return { event: 'message', data };
}
