import { describe, expect, it } from 'vitest';
import { readEvent } from '../../../lib/websocket/protocols/read-event';
import { pam } from '../../../systems/pam';
import { madeSpeaker } from './made';

describe("document 003's protocol", () => {
  it.each([
    [
      '{"type":"response","id":"m1","user":"u","content":"You said: x"}',
      { kind: 'answer', id: 'm1', text: 'You said: x' },
    ],
    ['{"type":"delta","id":"m1","delta":"You "}', { kind: 'answer', id: 'm1', text: 'You ' }],
    ['{"type":"response","id":"m1"}', { kind: 'answer', id: 'm1', text: '' }],
    ['{"type":"response","id":"m1","content":{"text":"x"}}', { kind: 'answer', id: 'm1', text: '{"text":"x"}' }],
    ['{"type":"error","message":"what?"}', { kind: 'error', id: undefined, message: 'what?' }],
    ['{"type":"error","id":"m1","message":"busy"}', { kind: 'error', id: 'm1', message: 'busy' }],
    ['{"type":"error","message":{"code":7}}', { kind: 'error', id: undefined, message: '{"code":7}' }],
    ['{"type":"history","messages":[]}', { kind: 'history' }],
    ['{"type":"pong","seq":1}', { kind: 'other' }],
    ['{"type":"response","content":"answers nothing"}', { kind: 'other' }],
    ['{"type":"response","id":7}', { kind: 'other' }],
    ['null', { kind: 'other' }],
    ['"response"', { kind: 'other' }],
  ])('reads %s', (message, event) => {
    expect(readEvent(pam, message, madeSpeaker())).toEqual(event);
  });

  it('takes what is not JSON for garbage', () => {
    expect(readEvent(pam, '{"type":"resp', madeSpeaker())).toMatchObject({ kind: 'garbage' });
  });

  it('asks in the form that is documented, and gives every user a name of its own', () => {
    expect(JSON.parse(pam.message('m1', 'say "x"', madeSpeaker()))).toEqual({
      type: 'message',
      id: 'm1',
      content: 'say "x"',
    });
    expect([pam.claims?.(0, 'CI41'), pam.claims?.(1, 'CI42')]).toEqual([
      { sub: 'load-test-CI41-user-0' },
      { sub: 'load-test-CI42-user-1' },
    ]);
  });
});
