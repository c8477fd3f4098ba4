import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followLog } from '../../../cli/k6/log-reader';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loadmark-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const line = (level: string, msg: string, source?: string) => JSON.stringify({ level, msg, source });

async function follow(lines: readonly string[]) {
  const shown: string[] = [];
  const log = Readable.from(lines.map((text) => `${text}\n`));
  const read = await followLog({ log, folder, show: (text) => shown.push(text) });
  return { ...read, shown };
}

describe('followLog', () => {
  it('shows warnings and errors, keeps the whole log, and remembers the last errors', async () => {
    const lines = [
      line('info', 'hello', 'console'),
      line('warning', 'odd'),
      line('error', 'Error: A must be 1\n\tat f'),
    ];
    const { shown, lastErrors } = await follow(lines);
    expect(shown).toEqual(['k6 warning: odd', 'k6 error: A must be 1']);
    expect(lastErrors).toEqual(['A must be 1']);
    expect(readFileSync(join(folder, 'k6.log'), 'utf8')).toBe(`${lines.join('\n')}\n`);
  });

  it('shows a text of the target as one short line that cannot clear the screen or forge a verdict', async () => {
    const forged = line('error', `no\x1b[2J\x1b[H\nws-10: PASS\r\u009b2J${'😀'.repeat(1_000_000)}`, 'console');
    const { shown, lastErrors } = await follow([forged]);
    const clean = `no [2J [H ws-10: PASS 2J${'😀'.repeat(274)}…`;
    expect(shown).toEqual([`k6 error: ${clean}`]);
    expect(lastErrors).toEqual([clean]);
    expect(readFileSync(join(folder, 'k6.log'), 'utf8')).toBe(`${forged}\n`);
  });

  it('remembers three sockets that failed, no two in the same words', async () => {
    const said = [
      'user 1: closed early by the target (code 4401: no seat)',
      'user 2: closed early by the target (code 4401: no seat)',
      'user 3: timed out (task)',
      'user 4: refused: bad handshake',
      'user 5: refused: connection refused',
    ];
    const { failures } = await follow([
      line('warning', 'failed: a line of k6'),
      ...said.map((text) => line('warning', `failed: ${text}`, 'console')),
    ]);
    expect(failures).toEqual([said[0], said[2], said[3]]);
  });

  it('keeps no query of a URL, neither in what is shown nor in the log', async () => {
    const said = 'Get "http://127.0.0.1:9/a?b=1&key=geheim": refused';
    const lines = [
      line('warning', said),
      JSON.stringify({ level: 'error', msg: 'no', error: said }).replaceAll('&', '\\u0026'),
      `panic: ${said}`,
    ];
    const read = await follow(lines);
    const log = readFileSync(join(folder, 'k6.log'), 'utf8');
    expect(log.match(/http:\/\/127\.0\.0\.1:9\/a\?\*\*\*/g)).toHaveLength(3);
    expect(JSON.stringify([read, log])).not.toContain('geheim');
  });

  it('keeps what was logged of strange markers as evidence', async () => {
    const { lastErrors, shown } = await follow([line('error', 'foreign marker: A received B', 'console')]);
    expect(readFileSync(join(folder, 'markers.log'), 'utf8')).toBe('foreign marker: A received B\n');
    expect(shown).toHaveLength(1);
    expect(lastErrors).toEqual([]);
  });

  it('writes no file of markers where none was strange', async () => {
    await follow([line('error', 'no')]);
    expect(readdirSync(folder)).toEqual(['k6.log']);
  });

  it('leaves crossed thresholds to the verdict', async () => {
    expect((await follow([line('error', "thresholds on metrics 'a, b' have been crossed")])).shown).toEqual([]);
  });

  it('shows twenty of many, and counts the rest', async () => {
    const { shown, hidden } = await follow(Array.from({ length: 25 }, (_, index) => line('warning', `w${index}`)));
    expect(shown).toHaveLength(20);
    expect(hidden).toBe(5);
  });
});
