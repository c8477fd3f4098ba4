const printExactly = 'Print exactly: ';

/** What a task outputs: for "Print exactly: X" the lines of X, for any other text one line that echoes it. Never empty. */
export function linesOf(task: string): readonly string[] {
  return task.startsWith(printExactly) ? task.slice(printExactly.length).split('\n') : [`Echo: ${task}`];
}
