/** Where a run shows its progress: standard error, so that standard output has only the result. */
export interface Screen {
  /** A line that stays. */
  print(line: string): void;
  /** A line that the next one replaces on a terminal. Elsewhere a plain line is printed every five seconds. */
  progress(line: string): void;
  /** Removes the replaceable line. */
  clear(): void;
}

export interface ScreenOptions {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Asked for each line, because a terminal may be resized during a run. */
  readonly columns: () => number;
  /** No progress. */
  readonly quiet: boolean;
  readonly now?: () => number;
}

const plainEveryMs = 5_000;
const eraseLine = '\r\x1b[2K';

export function createScreen({
  write,
  isTerminal,
  columns,
  quiet,
  now = () => performance.now(),
}: ScreenOptions): Screen {
  let isShown = false;
  let printedAtMs = now();
  const clear = () => {
    if (isShown) write(eraseLine);
    isShown = false;
  };
  return {
    clear,
    print(line) {
      clear();
      write(`${line}\n`);
    },
    progress(line) {
      if (quiet) return;
      if (isTerminal) {
        // A line that wraps could not be erased.
        write(eraseLine + line.slice(0, Math.max(0, columns() - 1)));
        isShown = true;
      } else if (now() - printedAtMs >= plainEveryMs) {
        printedAtMs = now();
        write(`${line}\n`);
      }
    },
  };
}
