import type { Served } from './listen';
import { type Habit, onceEach, serveTasks } from './tasks-server';

/** What healthy servers do with their input apart from saying it once. */
export const habits = {
  /** The whole text in each output. */
  streams(lines, say) {
    for (let index = 0; index < lines.length; index++) say.output(lines.join('\n'));
    say.complete();
  },
  /** The whole text in three of four outputs, and in the fourth what is due. */
  streamsMostly(lines, say) {
    for (const [index, line] of lines.entries()) say.output(index % 4 < 3 ? lines.join('\n') : line);
    say.complete();
  },
  saysFirst(lines, say, { text }) {
    say.output(`working on: ${text}`);
    onceEach(lines, say, { number: 0, text });
  },
  quotes(lines, say) {
    for (const line of lines) say.output(`> ${line}\n${line}`);
    say.complete();
  },
  /** What it has so far, as chats stream their answers. */
  grows(lines, say) {
    for (let end = 1; end <= lines.length; end++) say.output(lines.slice(0, end).join(' '));
    say.complete();
  },
  /** Every task another number of times: no habit to compare a task with. */
  varies(lines, say, { number, text }) {
    for (let time = 0; time < 2 + (number % 5); time++) say.output(text);
    onceEach(lines, say, { number, text });
  },
} satisfies Record<string, Habit>;

/** Says first what it works on to every other user: two habits, neither of which is a fault of the other. */
export const halfSaysFirst: Habit = (lines, say, task) =>
  (/-U\d*[02468]-/.test(task.text) ? habits.saysFirst : onceEach)(lines, say, task);

/** Loses the last line of one task of the whole run, and says that of another once more, whatever its habit is. */
export const brokenTwice =
  (habit: Habit): Habit =>
  (lines, say, task) => {
    // The first tasks of two users who do not abort them.
    const [, user] = /-U([03])-T0-/.exec(task.text) ?? [];
    if (user === undefined) return habit(lines, say, task);
    const outputs: string[] = [];
    habit(lines, { output: (text) => void outputs.push(text), complete() {} }, task);
    const last = lines.at(-1) ?? '';
    const ends = outputs.pop() ?? '';
    for (const text of outputs) say.output(text);
    if (user === '0') say.output(ends.slice(0, ends.lastIndexOf(last)));
    else say.output(`${ends} ${last}`);
    say.complete();
  };

/** Sends one output in eight. */
export const loses: Habit = (lines, say, { number }) => {
  for (const [index, line] of lines.entries()) if ((number * lines.length + index) % 8 === 0) say.output(line);
  say.complete();
};

export const startWith = (habit: Habit): Promise<Served> => serveTasks(habit);
