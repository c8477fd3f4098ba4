import { cellsOf } from '../../lib/report/format';
import type { Result } from '../../lib/report/result';

type Level = 'error' | 'warning';

const levels: Readonly<Partial<Record<string, Level>>> = { FAIL: 'error', WARNING: 'warning' };

/**
 * Annotations of GitHub Actions, one line each: every limit that failed, and why a run is INVALID.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function annotationsOf({ scenario, limits, invalidities }: Result): string[] {
  const missed = limits.flatMap((limit) => {
    const level = levels[limit.verdict];
    const [, row = '', title, measured, bound, samples] = cellsOf(limit);
    return level
      ? [annotation(level, `${scenario} ${row}`, `${title}: ${measured}, expected ${bound} (${samples})`)]
      : [];
  });
  const invalid = invalidities.map(({ cause, message }) =>
    annotation('error', `${scenario} INVALID`, `${cause}: ${message}`),
  );
  return [...missed, ...invalid];
}

const annotation = (level: Level, title: string, message: string): string =>
  `::${level} title=${escaped(title, /[%\r\n:,]/g)}::${escaped(message, /[%\r\n]/g)}`;

/** Titles and messages come from outside: none may end the line, and begin a command of its own. */
const escaped = (text: string, special: RegExp): string =>
  text.replace(special, (character) => encodeURIComponent(character));
