import { describe, expect, it } from 'vitest';
import { type Alike, deviationsOf, habitOf } from '../../../lib/isolation/habit';
import { Ledger } from '../../../lib/isolation/ledger';
import { marker, own } from './made';

/** The numbers of a task's markers in the order in which they came; `complete` stands for the completion event. */
type Heard = readonly (number | 'complete')[];

const lines = [0, 1, 2, 3];
const streams = [...lines, ...lines, ...lines, ...lines];
const saysFirst = [...lines, ...lines];
const quotes = [0, 0, 1, 1, 2, 2, 3, 3];
const quotesTheLineBefore = [0, 0, 1, 1, 2, 2, 3];
const asFarAsItCame = [0, 0, 1, 0, 1, 2, 0, 1, 2, 3];
const summary: Heard = [...lines, 'complete', ...lines];

/** What of these tasks deviates; undefined where no habit can be made out. Each is complete at its end unless it is in `cut`. */
function judge(tasks: readonly Heard[], cut: readonly Heard[] = [], expected = 4) {
  const groups = [...tasks, ...cut].map((heard, index): Alike & { lost: number; reordered: number } => {
    const ledger = new Ledger(own, expected, { learning: true });
    for (const each of heard) each === 'complete' ? ledger.completed() : ledger.look(marker(each));
    const { returns, lateReturns, lost, anomalies } = ledger;
    const complete = index < tasks.length;
    return {
      returns,
      late: lateReturns,
      complete,
      tasks: 1,
      lost: complete ? lost : 0,
      reordered: anomalies.reordered,
    };
  });
  const habit = habitOf(groups, expected);
  if (!habit) return undefined;
  const found = { times: habit.times, repeated: 0, reordered: 0, late: 0, lost: 0 };
  for (const group of groups) {
    const more = deviationsOf(group, habit, expected);
    found.repeated += more.repeated;
    found.reordered += more.reordered + group.reordered;
    found.late += more.late;
    found.lost += more.lost + group.lost;
  }
  return found;
}

const clean = { repeated: 0, reordered: 0, late: 0, lost: 0 };
const many = (heard: Heard, tasks = 9): Heard[] => Array<Heard>(tasks).fill(heard);
const without = (heard: Heard, at: number): Heard => heard.filter((_, index) => index !== at);
const swapped = (heard: Heard, at: number): Heard => {
  const [a = 0, b = 0] = heard.slice(at, at + 2);
  return [...heard.slice(0, at), b, a, ...heard.slice(at + 2)];
};

describe.each<[string, Heard, number]>([
  ['says each marker once', lines, 1],
  ['streams the whole text with each output', streams, 4],
  ['says first what it is working on', saysFirst, 2],
  ['quotes each line', quotes, 2],
  ['sends a summary after its completion', summary, 1],
])('a target that %s', (_habit, usual, times) => {
  it('deviates in nothing', () => {
    expect(judge(many(usual))).toEqual({ times, ...clean });
    expect(judge([usual])).toEqual({ times, ...clean });
  });

  it('is found to have lost one marker', () => {
    // What comes after the completion may not be heard any more.
    const lost = usual === summary ? 0 : 1;
    expect(judge([...many(usual, 500), without(usual, usual.lastIndexOf(3))])).toEqual({ times, ...clean, lost });
  });

  it('is found to have repeated one marker', () => {
    expect(judge([...many(usual, 500), [0, ...usual]])).toEqual({ times, ...clean, repeated: 1 });
  });

  it('is found to have swapped two', () => {
    const at = usual === summary ? 1 : usual.length - 3;
    expect(judge([...many(usual, 500), swapped(usual, at)])).toEqual({ times, ...clean, reordered: 1 });
  });

  it('may be cut off anywhere', () => {
    const cut = usual.map((_, index) => usual.slice(0, index));
    expect(judge(many(usual), cut)).toEqual({ times, ...clean });
  });
});

describe('a habit', () => {
  it.each([
    ['quotes the line before', quotesTheLineBefore],
    ['streams what it has so far', asFarAsItCame],
  ])('is also that of a target that %s', (_habit, usual) => {
    expect(judge(many(usual))).toMatchObject(clean);
    expect(judge([...many(usual), without(usual, usual.length - 2)])).toMatchObject({ lost: 1 });
  });

  it('is that of a target that repeats its input in three of four outputs, and is compared with it', () => {
    const eight = [0, 1, 2, 3, 4, 5, 6, 7];
    const usual = eight.flatMap((line) => (line % 4 < 3 ? eight : [line]));
    expect(judge(many(usual), [], 8)).toMatchObject(clean);
    expect(judge([...many(usual), without(usual, usual.length - 2)], [], 8)).toMatchObject({ ...clean, lost: 1 });
    expect(judge([...many(usual), [...usual, 3]], [], 8)).toMatchObject({ ...clean, repeated: 1 });
  });

  it('is no fault of each task: a marker that never comes is lost, and one that comes more often than the others repeated', () => {
    expect(judge(many([0, 1, 2]))).toEqual({ times: 1, ...clean, lost: 9 });
    expect(judge(many([0, 1, 2, 3, 3]))).toEqual({ times: 1, ...clean, repeated: 9 });
    expect(judge(many([1, 0, 2, 3]))).toEqual({ times: 1, ...clean, reordered: 9 });
    expect(judge(many([0, 1, 2, 3, 0, 1, 2, 2, 3]))).toEqual({ times: 2, ...clean, repeated: 9 });
    expect(judge(many([...lines, 'complete', 3]))).toEqual({ times: 1, ...clean, late: 9, repeated: 9 });
  });

  it('is once where most tasks say each marker once, and a task that is said twice is repeated', () => {
    expect(judge([...many(lines, 3), saysFirst])).toEqual({ times: 1, ...clean, repeated: 4 });
    expect(judge([saysFirst, ...many(lines, 3)])).toEqual({ times: 1, ...clean, repeated: 4 });
  });

  it('finds the task that is said less often than the others', () => {
    expect(judge([...many(streams), saysFirst])).toEqual({ times: 4, ...clean, lost: 8 });
  });

  it('cannot be made out of tasks that each repeat in another way, or that never ended', () => {
    expect(judge([streams, saysFirst, quotes])).toBeUndefined();
    // Eleven tasks of twenty are no habit beside nine that have another.
    expect(judge([...many(saysFirst, 11), ...many(lines, 9)])).toBeUndefined();
    expect(judge([...many(saysFirst, 9), ...many(lines, 11)])).toBeUndefined();
    // A third and less may be what went wrong.
    expect(judge([...many(saysFirst, 3), ...many(lines, 6)])).toEqual({ times: 1, ...clean, repeated: 12 });
    expect(judge([], [[0, 1, 2, 0, 1]])).toBeUndefined();
    expect(judge([], [lines])).toEqual({ times: 1, ...clean });
  });

  it('is no excuse for a target that loses most of its output', () => {
    const heard: Heard[] = [[0], [], [2], [3], [0, 3], [], [1], [], [], []];
    expect(judge(heard)).toEqual({ times: 1, ...clean, lost: 34 });
  });
});
