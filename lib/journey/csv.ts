/**
 * The rows of a text of values that are separated by commas (RFC 4180), each as an object by the names of the first row. A value in quotes may have
 * commas, line breaks and doubled quotes.
 * @throws Error for a row of another length than the first.
 */
export function rowsOfCsv(text: string): Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = cellsOf(text.replace(/^\uFEFF/, ''));
  return rows.map((cells, index) => {
    if (cells.length !== names.length)
      throw new Error(`Row ${index + 1} has ${cells.length} values, and the first line names ${names.length}.`);
    return Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']));
  });
}

/** Lines without anything are left out. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
