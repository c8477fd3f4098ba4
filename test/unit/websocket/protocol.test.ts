import { describe, expect, it, vi } from 'vitest';
import { readEvent } from '../../../lib/websocket/protocols/read-event';
import { tasks } from '../../../systems/tasks';
import { setEnvironment } from '../environment/with-environment';
import { madeSpeaker } from './made';

const read = (message: string) => readEvent(tasks, message, madeSpeaker());

describe("document 000's protocol", () => {
  it('starts a task as the document does', () => {
    expect(JSON.parse(tasks.start('Print exactly: x', madeSpeaker()))).toEqual({
      task: 'Print exactly: x',
      config: { mode: 'one-shot', maxRounds: 5 },
    });
  });

  it.each([
    ['dense', '{"event_type":"output","data":{"message":"x"}}'],
    ["as Python's json writes it", '{"event_type": "output", "data": {"message": "x"}}'],
    ['with its keys the other way round', '{"data":{"message":"x"},"event_type":"output"}'],
    ['with white space around it', ' {"event_type":"output"}\n'],
    [
      'with words of other events in its text',
      '{"event_type":"output","data":{"message":"{\\"event_type\\":\\"complete\\"}"}}',
    ],
    ['with "error" and "complete" in its text', '{"data":{"message":"error, complete"},"event_type":"output"}'],
  ])('reads an output %s', (_how, message) => {
    expect(read(message)).toEqual({ kind: 'output' });
  });

  it.each([
    '{"event_type":"complete","data":{}}',
    '{"event_type": "complete"}',
    '{"data": {"message": "{\\"event_type\\":\\"output\\"}"}, "event_type": "complete"}',
  ])('reads the completion %s', (message) => {
    expect(read(message)).toEqual({ kind: 'complete' });
  });

  it.each([
    ['{"event_type":"error","data":{"message":"no room"}}', 'no room'],
    ['{"event_type":"error"}', 'no message'],
    ['{"event_type":"error","data":null}', 'no message'],
    ['{"event_type":"error","data":{"message":{"code":7}}}', '{"code":7}'],
    ['{"event_type":"error","data":{"message":{"toString":1,"valueOf":1}}}', '{"toString":1,"valueOf":1}'],
  ])('reads the error %s', (message, words) => {
    expect(read(message)).toEqual({ kind: 'error', message: words });
  });

  it.each([
    '{"event_type":"progress"}',
    '{"event_type":"OUTPUT"}',
    '{"type":"pong"}',
    '{}',
    'null',
    '7',
    '"complete"',
    '[{"event_type":"complete"}]',
  ])('passes over %s', (message) => {
    expect(read(message)).toEqual({ kind: 'other' });
  });

  it.each([
    '',
    'complete',
    '{"event_type":"complete"',
    '{"event_type":"output","data":{"mess',
  ])('calls %j garbage', (message) => {
    const event = read(message);
    expect(event.kind).toBe('garbage');
    expect(event).toMatchObject({ what: expect.stringContaining(message) });
  });

  it('quotes garbage on one line, and nothing of it that a terminal would obey', () => {
    expect(read('oops\u0000\u001b[2J\r\n\u202Edone')).toMatchObject({
      what: expect.stringMatching(/: oops \[2J done$/),
    });
  });

  it('quotes no more than the beginning of garbage', () => {
    const event = read(`{${'x'.repeat(1_000_000)}`);
    expect(event.kind === 'garbage' && event.what.length).toBeLessThan(300);
  });

  it('quotes no part of a token that the cut goes through', () => {
    setEnvironment({ LOAD_TEST_TOKEN: 'S3CRET'.repeat(30) });
    const event = read(`oops ${'S3CRET'.repeat(30)}`);
    expect(event).toMatchObject({ what: expect.stringMatching(/oops \*\*\*$/) });
  });

  it('parses no output that is written in the usual way: most messages of a run are', () => {
    const parse = vi.spyOn(JSON, 'parse');
    read('{"event_type":"output","data":{"message":"x"}}');
    read('{"event_type": "output", "data": {"message": "x"}}');
    expect(parse).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});
