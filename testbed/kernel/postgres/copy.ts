import type { Client, Connection, Submittable } from 'pg';

type Rows = Iterable<readonly (string | number | null)[]>;

/**
 * Writes rows to a table by COPY. A value is as PostgreSQL's text format has it; tabs, line ends and backslashes in it are taken care of.
 * @returns how many rows the server has taken.
 */
export function copyRows(client: Client, table: string, columns: readonly string[], rows: Rows): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(`COPY ${table} (${columns.join(', ')}) FROM STDIN`, rows, resolve, reject));
  });
}

/** What pg has for COPY, and its types have not. */
interface Copying {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

const chunkLength = 64 * 1024;

/** pg knows COPY in its protocol, but has no query for it. */
class CopyIn implements Submittable {
  readonly #text: string;
  readonly #rows: Rows;
  readonly #resolve: (count: number) => void;
  readonly #reject: (error: Error) => void;
  #count = 0;

  constructor(text: string, rows: Rows, resolve: (count: number) => void, reject: (error: Error) => void) {
    this.#text = text;
    this.#rows = rows;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: Connection): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: Copying): void {
    let chunk = '';
    for (const row of this.#rows) {
      chunk += `${row.map(toText).join('\t')}\n`;
      if (chunk.length < chunkLength) continue;
      connection.sendCopyFromChunk(Buffer.from(chunk));
      chunk = '';
    }
    if (chunk !== '') connection.sendCopyFromChunk(Buffer.from(chunk));
    connection.endCopyFrom();
  }

  /** `COPY 1000` */
  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#count = Number(text.split(' ')[1]);
  }

  handleReadyForQuery(): void {
    this.#resolve(this.#count);
  }

  handleError(error: Error): void {
    this.#reject(error);
  }
}

function toText(value: string | number | null): string {
  if (value === null) return '\\N';
  return String(value).replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
