import { describe, expect, it } from 'vitest';
import { markersIn, shownIn, userPrefix } from '../../../lib/isolation/seen';

const me = { run: 'R4N0', vu: 1, user: 7 };
const marker = (changes: Partial<{ run: string; vu: number; user: number; task: number; message: number }> = {}) => {
  const { run, vu, user, task, message } = { ...me, task: 2, message: 3, ...changes };
  return `MARKER_${run}-V${vu}-U${user}-T${task}-M${message};`;
};
const look = (text: string) => markersIn(text, me.user, userPrefix(me));

describe('the markers of a text', () => {
  it.each([
    ['no marker', 'nothing', 0, []],
    ['own ones, of any journey', `${marker()}${marker({ task: 0 })}`, 2, []],
    ['its own of an earlier run', marker({ run: 'OTH3R', vu: 9 }), 1, []],
    ['one of another user', `a ${marker({ user: 70 })} b`, 0, [marker({ user: 70 })]],
    ['one of another user of another run', marker({ run: 'OTH3R', user: 8 }), 0, [marker({ run: 'OTH3R', user: 8 })]],
    ['one that was cut', marker({ user: 8 }).slice(0, -2), 0, []],
    ['own and foreign', `${marker()} ${marker({ user: 1 })}`, 1, [marker({ user: 1 })]],
  ])('are of %s', (_what, text, own, strays) => {
    const seen = look(text);
    expect([seen.own, seen.strays.map((stray) => stray.text)]).toEqual([own, strays]);
    expect(seen.strays.every(({ kind }) => kind === 'foreign')).toBe(true);
  });
});

describe('a marker that must be shown', () => {
  it.each([
    ['shown', `x ${marker()} y`, 'shown'],
    ['shown next to an older one', marker({ message: 2 }) + marker(), 'shown'],
    ['stale with one that was written before it', marker({ message: 2 }), 'stale'],
    ['stale with one of an earlier journey', marker({ task: 1, message: 9 }), 'stale'],
    ['lost without any', 'nothing', 'lost'],
    ['lost with a later one', marker({ message: 4 }), 'lost'],
    ['lost next to one of another user', marker({ user: 1, message: 1 }), 'lost'],
    ['lost where it was cut', marker().slice(0, -1), 'lost'],
  ])('is %s', (_what, text, found) => {
    expect(shownIn(text, marker())).toBe(found);
  });
});
