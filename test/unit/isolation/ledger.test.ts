import { describe, expect, it } from 'vitest';
import { type Anomalies, Ledger } from '../../../lib/isolation/ledger';
import type { MarkerOwner } from '../../../lib/isolation/marker';
import { marker, output, own } from './made';

const expected = 20;

/** What a ledger counts in these messages; `complete` stands for the completion event. */
function look(messages: readonly (string | 'complete')[]): Anomalies & { checked: number; lost: number } {
  const ledger = new Ledger(own, expected);
  for (const message of messages) message === 'complete' ? ledger.completed() : ledger.look(message);
  const { checked, anomalies, lost } = ledger;
  return { checked, ...anomalies, lost };
}

const none: Anomalies & { checked: number } = { checked: 0, foreign: 0, stale: 0, repeated: 0, reordered: 0, late: 0 };
const inOrder = (count: number): string[] => Array.from({ length: count }, (_, message) => output(marker(message)));
const strayOf = (text: string) => new Ledger(own, expected).look(text);

describe('a ledger of own markers', () => {
  it('finds nothing wrong with all of them in order', () => {
    expect(look(inOrder(expected))).toEqual({ ...none, checked: expected, lost: 0 });
  });

  it('misses all before the first came, and those that never came', () => {
    expect(look([])).toEqual({ ...none, lost: expected });
    expect(look([marker(0), marker(3), marker(5)])).toEqual({ ...none, checked: 3, lost: expected - 3 });
  });

  it('calls the one reordered that came after a later one', () => {
    expect(look([marker(1), marker(0), marker(2)])).toEqual({ ...none, checked: 3, reordered: 1, lost: expected - 3 });
  });

  it('calls every one reordered that came after a later one', () => {
    expect(look([marker(3), marker(1), marker(0), marker(2)])).toMatchObject({ reordered: 3, repeated: 0 });
  });

  it.each([
    ['the one just seen', [0, 1, 1], { repeated: 1, reordered: 0 }],
    ['an earlier one', [0, 1, 2, 0], { repeated: 1, reordered: 0 }],
    ['one that filled a gap', [0, 2, 1, 1], { repeated: 1, reordered: 1 }],
    ['one three times', [0, 0, 0], { repeated: 2, reordered: 0 }],
  ])('calls %s repeated when it comes again', (_which, messages, counts) => {
    const seen = new Set(messages).size;
    expect(look(messages.map((message) => marker(message)))).toMatchObject({ ...counts, lost: expected - seen });
  });

  it('calls late what comes after completion, once more or for the first time', () => {
    expect(look([marker(0), marker(2), 'complete', marker(1), marker(2), marker(3)])).toEqual({
      ...none,
      checked: 5,
      late: 3,
      reordered: 1,
      repeated: 1,
      lost: expected - 4,
    });
  });

  it('looks at each of several in one message, also with nothing between them', () => {
    const counts = { ...none, checked: 3, lost: expected - 3 };
    expect(look([output(`${marker(0)}\n${marker(1)} ${marker(2)}`)])).toEqual(counts);
    expect(look([marker(0) + marker(1) + marker(2)])).toEqual(counts);
  });

  it('tells 1 from 17, and 7 from 17', () => {
    expect(look([marker(17), marker(1), marker(7)])).toMatchObject({ repeated: 0, reordered: 2, lost: expected - 3 });
  });

  it('passes over messages without markers', () => {
    expect(look(['', 'MARKER', 'marker_', output('hello'), '{"event_type":"complete"}'])).toEqual({
      ...none,
      lost: expected,
    });
  });
});

describe('a ledger of damaged markers', () => {
  it.each([
    ['is cut off in its number', marker(12).slice(0, -2)],
    ['is cut off before its number', marker(12).slice(0, -3)],
    ['is cut off in its middle', 'MARKER_R4N0-V2-U'],
    ['is cut off after its first word', 'MARKER_'],
    ['has a letter in lower case', marker(12).toLowerCase()],
    ['has a number in another form', marker(1).replace('M1;', 'M01;')],
    ['has something else where its number belongs', `${marker(1).slice(0, -2)}x;`],
  ])('finds no leak when an own one %s, and misses it', (_how, text) => {
    // It proves neither a leak nor that there is none.
    const counts = { ...none, checked: 0, lost: expected };
    expect(look([text])).toEqual(counts);
    expect(look([output(text)])).toEqual(counts);
    expect(look([`${text} and more`])).toEqual(counts);
  });

  it('misses a marker that is split between two messages', () => {
    const whole = marker(1);
    for (let at = 1; at < whole.length; at++) {
      const { foreign, stale, lost } = look([
        marker(0),
        output(whole.slice(0, at)),
        output(whole.slice(at)),
        marker(2),
      ]);
      expect({ at, foreign, stale, lost }).toEqual({ at, foreign: 0, stale: 0, lost: expected - 2 });
    }
  });

  it('does not wait for a marker that was never asked for', () => {
    expect(look([marker(expected), marker(9_999_999_999)])).toEqual({ ...none, checked: 0, lost: expected });
  });

  it('still takes one for foreign that was cut off after it differed from all own ones', () => {
    expect(look(['MARKER_R4N0-V2-U8'])).toMatchObject({ foreign: 1 });
    expect(look(['MARKER_OTHER-V2'])).toMatchObject({ foreign: 1 });
  });
});

describe('a ledger of strays', () => {
  it.each([
    ['foreign', 'another user', { user: 8 }],
    ['foreign', 'another user, on another VU', { user: 8, vu: 3 }],
    ['foreign', 'another run', { run: 'R4N1' }],
    ['foreign', 'an earlier task of another run', { run: 'R4N1', task: 2 }],
    ['foreign', 'an earlier task of another user', { user: 8, task: 2 }],
    ['foreign', 'a task to come', { task: 4 }],
    ['stale', 'an earlier task of the same user', { task: 2 }],
    ['stale', 'the first task of the same user', { task: 0 }],
    ['foreign', 'task 33, which begins like task 3', { task: 33 }],
    ['foreign', 'user 77, which begins like user 7', { user: 77 }],
  ] as const)('calls a marker %s that is of %s', (kind, _whose, changes) => {
    const text = marker(0, changes);
    expect(look([output(text)])).toEqual({ ...none, checked: 1, [kind]: 1, lost: expected });
    expect(strayOf(output(text))).toEqual([{ kind, owner: { ...own, ...changes, message: 0 }, text }]);
  });

  it('calls task 1 of a user with task 11 stale, and the other way round foreign', () => {
    const [one, eleven] = [
      { ...own, task: 1 },
      { ...own, task: 11 },
    ];
    expect(new Ledger(eleven, 1).look(marker(0, one))).toMatchObject([{ kind: 'stale' }]);
    expect(new Ledger(one, 1).look(marker(0, eleven))).toMatchObject([{ kind: 'foreign' }]);
  });

  it('knows no owner of a marker of another tool, and keeps at most 64 characters of it', () => {
    const text = `MARKER_${'Q'.repeat(100)}`;
    expect(strayOf(output(text))).toEqual([{ kind: 'foreign', owner: undefined, text: text.slice(0, 64) }]);
  });

  it('finds each stray among own markers, in order', () => {
    const ledger = new Ledger(own, expected);
    const strays = ledger.look(
      output([marker(0), marker(5, { user: 8 }), marker(1), marker(6, { task: 1 })].join(' ')),
    );
    expect(strays?.map(({ kind, owner }) => [kind, owner?.user, owner?.task])).toEqual([
      ['foreign', 8, 3],
      ['stale', 7, 1],
    ]);
    expect(ledger).toMatchObject({ checked: 4, lost: expected - 2 });
    expect(ledger.anomalies).toMatchObject({ foreign: 1, stale: 1, repeated: 0, reordered: 0 });
  });

  it('passes over what the target may recall of what the user said before', () => {
    const sameUser = { recalls: (said: MarkerOwner, by: MarkerOwner) => said.user === by.user && said.run !== by.run };
    const ledger = new Ledger(own, expected, sameUser);
    expect(ledger.look(marker(0, { run: 'R4N1' }))).toBeUndefined();
    expect(ledger.look(marker(0, { run: 'R4N1', user: 8 }))).toMatchObject([{ kind: 'foreign' }]);
    expect(ledger.look(marker(0, { task: 1 }))).toMatchObject([{ kind: 'stale' }]);
    expect(ledger).toMatchObject({ checked: 2, lost: expected });
  });

  it('is silent if there is none', () => {
    expect(strayOf(output(marker(0)))).toBeUndefined();
    expect(strayOf('hello')).toBeUndefined();
  });
});
