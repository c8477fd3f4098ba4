import { commonest, countsOf, type Returns } from './returns';

/** Tasks with the same returns. */
export interface Alike {
  /** Before the completion event, and after it. */
  readonly returns: Returns;
  readonly late: Returns;
  /** Whether the target reported them complete: all that it had to say was heard. */
  readonly complete: boolean;
  readonly tasks: number;
}

/** What the target makes of its input: how often a task's markers come, and in which order. */
export interface Habit {
  readonly returns: Returns;
  readonly late: Returns;
  /** How often a marker comes. */
  readonly times: number;
  /** One marker comes more often than those before it, which no repetition of the input does: only the numbers are judged. */
  readonly uneven: boolean;
}

/** Counts of markers. */
export interface Deviations {
  readonly repeated: number;
  readonly reordered: number;
  readonly late: number;
  readonly lost: number;
}

/** If one in this many tasks does the same, and not what most do, it is a second habit and not a fault of a few. */
const secondHabit = 3;

const once: Habit = { returns: '', late: '', times: 1, uneven: false };

/**
 * The habit of a target, learnt from all tasks of a VU. A target that says each marker once has one; one that streams its whole input with
 * each output, says first what it is working on, or quotes has another. What most tasks did is the habit, if most markers of each take part
 * in it: one output of each task that comes twice is none.
 * @returns undefined where it cannot be made out, because most tasks repeat their markers, and each in its own way, or some of them in a second
 * way that is as good a habit.
 */
export function habitOf(groups: readonly Alike[], expected: number): Habit | undefined {
  const complete = groups.filter((group) => group.complete);
  const all = tasksOf(complete);
  const late = lateHabit(complete, all, expected);
  // In many tasks all markers came equally often, and more or less often than those of most tasks.
  const hasSecond = (first: Returns) =>
    tasksOf(complete.filter(({ returns }) => returns !== first && isEven(returns, expected))) * secondHabit > all;
  // Most markers came once: the others were repeated.
  const simple = complete.filter(({ returns }) => commonest(countsOf(returns, expected)) === 1);
  if (all === 0) return groups.every(({ returns }) => returns === '') ? once : undefined;
  if (tasksOf(simple) * 2 > all) return hasSecond('') ? undefined : { ...once, late };
  const tasks = new Map<Returns, number>();
  for (const group of complete) tasks.set(group.returns, (tasks.get(group.returns) ?? 0) + group.tasks);
  const [[returns, most] = ['', 0]] = [...tasks].sort(([, a], [, b]) => b - a);
  if (most * 2 <= all) return undefined;
  if (hasSecond(returns)) return undefined;
  const counts = countsOf(returns, expected);
  // An input that is repeated as far as it has come, or a quoted line before, makes early markers come more often than late ones. Where several
  // come more often than those before them, the same ones in most tasks, some outputs repeat the input and others do not.
  const uneven = counts.filter((count, message) => count > (counts[message - 1] ?? count)).length === 1;
  return { returns, late, times: commonest(counts), uneven };
}

/** How tasks of a group deviate from the habit; counts of all of them. */
export function deviationsOf({ returns, late, complete, tasks }: Alike, habit: Habit, expected: number): Deviations {
  const lateOnes = habit.late.startsWith(late) ? 0 : late.split(' ').length - 1;
  const counts = countsOf(returns, expected);
  const habitual = habit.uneven ? counts.map(() => habit.times) : countsOf(habit.returns, expected);
  let [more, fewer] = [0, 0];
  counts.forEach((count, message) => {
    const difference = count - (habitual[message] ?? 0);
    if (difference > 0) more += difference;
    else if (complete) fewer -= difference;
  });
  const inOrder = complete ? returns === habit.returns : habit.returns.startsWith(returns);
  const reordered = inOrder || more + fewer > 0 ? 0 : 1;
  return {
    repeated: (more + lateOnes) * tasks,
    reordered: reordered * tasks,
    late: lateOnes * tasks,
    lost: fewer * tasks,
  };
}

/**
 * Markers that come again behind the completion event are no fault where they do for most tasks, and for each marker alike. A socket may be
 * closed before it has heard them all.
 */
function lateHabit(complete: readonly Alike[], all: number, expected: number): Returns {
  const speaking = complete.filter(({ late }) => late !== '');
  if (tasksOf(speaking) * 2 <= all) return '';
  const even = speaking.filter(({ late }) => isEven(late, expected));
  return even.reduce((longest, { late }) => (late.length > longest.length ? late : longest), '');
}

/** Whether each marker came equally often. */
const isEven = (returns: Returns, expected: number): boolean => new Set(countsOf(returns, expected)).size === 1;

const tasksOf = (groups: readonly Alike[]): number => groups.reduce((sum, { tasks }) => sum + tasks, 0);
