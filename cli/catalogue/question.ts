/** What a scenario's first comment says. */
export interface Question {
  /** Without the row ids. */
  readonly question: string;
  /** Row ids: of the documents' table of targets, for example `A02`, or of limits of one's own, for example `J01`. */
  readonly rows: readonly string[];
}

const firstComment = /^\s*\/\*\*([\s\S]*?)\*\//;
const rowList = /\s*Rows? ([A-Z]\d\d(?:[ ,]+[A-Z]\d\d)*)\./;

/** Reads the question from a scenario's source. @throws Error when it does not begin with a docstring. */
export function readQuestion(source: string): Question {
  const comment = firstComment.exec(source)?.[1];
  if (comment === undefined)
    throw new Error(
      'A scenario begins with a docstring that says what it asks: expected /** ... */ on its first line.',
    );
  const text = comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s*/, '').trim())
    .filter((line) => line !== '')
    .join(' ');
  const rows = rowList.exec(text)?.[1]?.split(/[ ,]+/) ?? [];
  return { question: text.replace(rowList, '').trim(), rows };
}
