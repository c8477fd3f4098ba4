import { SharedArray } from 'k6/data';
import { rowsOfCsv } from './csv';
import { misfit, type Shape, type Shaped } from './shape';

/** Data that all VUs share: k6 keeps it once, and gives each asker a copy of a record. */
export interface Records<T> {
  readonly length: number;
  /** The record for a user or a turn: behind the last one it begins again with the first. */
  at(index: number): T;
}

let made = 0;

/**
 * Reads data once for all VUs. To be called at the top of a scenario, with a file that is imported as a text: its name ends with `?raw`.
 * @param text a JSON list of objects, or CSV with names in its first line.
 * @param shape of each record; of CSV, numbers and booleans are read as such.
 * @throws Error that names the first record that is not so, and for a text without records.
 */
export function records<const S extends Shape>(text: string, shape: S): Records<Shaped<S>> {
  const all = new SharedArray(`records ${made++}`, () => {
    const found = /^\s*\[/.test(text) ? listOf(text) : rowsOfCsv(text).map((row) => typed(row, shape));
    if (found.length === 0) throw new Error('records() was given a text without a record.');
    return found.map((record, index) => checked(record, shape, index));
  });
  return { length: all.length, at: (index) => all[index % all.length] as Shaped<S> };
}

function listOf(text: string): unknown[] {
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list : [];
}

function checked<S extends Shape>(record: unknown, shape: S, index: number): Shaped<S> {
  const wrong = misfit(record, shape);
  if (wrong !== undefined) throw new Error(`Record ${index + 1}: ${wrong}.`);
  return record as Shaped<S>;
}

function typed(row: Readonly<Record<string, string>>, shape: Shape): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).map(([name, text]) => [name, readAs(text, shape[name])]));
}

/** A text that is not what it must be stays one, and is found as that. */
function readAs(text: string, kind: Shape[string] | undefined): unknown {
  if (kind === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  if (kind === 'boolean') return { true: true, false: false }[text] ?? text;
  return text;
}
