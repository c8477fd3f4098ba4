import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scenarioFiles } from '../../../build.mjs';
import { makeResultsFolder } from '../../../cli/result/folder';
import { readOwnResult } from '../../../cli/result/read';
import { rescueResult } from '../../../cli/result/rescue';
import { writeResult } from '../../../cli/result/write';
import { UsageError } from '../../../cli/usage-error';
import { madeResult } from '../report/made';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loadmark-records-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('makeResultsFolder', () => {
  it('makes the folder that is asked for, and removes the record of an earlier run from it', () => {
    const results = join(folder, 'a', 'b');
    mkdirSync(results, { recursive: true });
    const left = ['result.json', 'summary.md', 'junit.xml', 'k6.log', 'markers.log'];
    for (const file of [...left, 'mine.txt']) writeFileSync(join(results, file), '');
    expect(makeResultsFolder(results, 'ws-50')).toBe(results);
    expect(readdirSync(results)).toEqual(['mine.txt']);
  });

  it('names its own folder by time and scenario, and two in one second differ', () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      const now = new Date('2026-02-11T10:15:30.456Z');
      const names = [
        makeResultsFolder(undefined, 'ws-50', undefined, now),
        makeResultsFolder(undefined, 'ws-50', undefined, now),
      ];
      expect(names.map((name) => name.slice(folder.length))).toEqual([
        '/results/2026-02-11T10-15-30Z-ws-50',
        '/results/2026-02-11T10-15-30Z-ws-50-2',
      ]);
    } finally {
      process.chdir(before);
    }
  });

  it('says that nothing can be written below a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeResultsFolder(join(folder, 'file', 'results'), 'ws-50')).toThrow(UsageError);
  });
});

describe('readOwnResult', () => {
  const read = (text: string) => {
    writeFileSync(join(folder, 'result.json'), text);
    return readOwnResult(folder, madeResult().run);
  };

  it('reads what k6 wrote', () => {
    const result = madeResult();
    expect(read(JSON.stringify(result))).toEqual({ kind: 'result', result });
  });

  it('does not take the result of another run for its own', () => {
    writeFileSync(join(folder, 'result.json'), JSON.stringify({ ...madeResult(), run: '0THER' }));
    expect(readOwnResult(folder, 'M1NE')).toEqual({
      kind: 'missing',
      reason: expect.stringMatching(/of another run, 0THER instead of M1NE.*a folder of its own/),
    });
  });

  it.each([
    ['nothing', undefined, /no result\.json/],
    ['half of it', '{"schemaVersion":1,', /cannot be read/],
    ['another form', '{"schemaVersion":2}', /expected schemaVersion 1, but came 2/],
    [
      'one without figures',
      JSON.stringify({ ...madeResult(), figures: null }),
      /but came one in which figures is wrong/,
    ],
    ['no object', 'null', /expected schemaVersion 1, but came undefined/],
  ])('says why when k6 wrote %s', (_what, text, reason) => {
    expect(text === undefined ? readOwnResult(folder, 'R4N0') : read(text)).toMatchObject({
      kind: 'missing',
      reason: expect.stringMatching(reason),
    });
  });
});

describe('writeResult', () => {
  it('writes the record in three forms, and adds it to the summary of the pipeline', () => {
    const stepSummary = join(folder, 'step.md');
    writeFileSync(stepSummary, 'before\n');
    writeResult(madeResult(), folder, stepSummary, expect.unreachable);
    expect(readOwnResult(folder, madeResult().run)).toMatchObject({ kind: 'result' });
    expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<testsuite');
    const markdown = readFileSync(join(folder, 'summary.md'), 'utf8');
    expect(markdown).toContain('PASS');
    expect(readFileSync(stepSummary, 'utf8')).toBe(`before\n${markdown}\n`);
  });

  it('leaves other files alone where there is no pipeline', () => {
    writeResult(madeResult(), folder, undefined, expect.unreachable);
    expect(readdirSync(folder).sort()).toEqual(['junit.xml', 'result.json', 'summary.md']);
  });

  it('says which file it could not write, and writes the others', () => {
    const warnings: string[] = [];
    writeResult(madeResult(), folder, join(folder, 'none', 'step.md'), (line) => warnings.push(line));
    expect(warnings).toEqual([expect.stringMatching(/^GITHUB_STEP_SUMMARY could not be written: ENOENT/)]);
    expect(readdirSync(folder)).toContain('result.json');
  });

  it('makes the folder again where it was removed', () => {
    writeResult(madeResult(), join(folder, 'gone'), undefined, expect.unreachable);
    expect(readdirSync(join(folder, 'gone'))).toHaveLength(3);
  });
});

describe('rescueResult', () => {
  const ws10 = scenarioFiles().find((file) => file.endsWith('ws-10.ts')) ?? '';
  const environment = {
    TARGET_URL: 'ws://127.0.0.1:8000',
    LOAD_TEST_USERS: '4',
    STRICT: 'true',
    RESULTS_DIR: '/nowhere',
    RUN_ID: 'ABC123',
  };
  const lost = { scenario: 'ws-10', script: ws10, environment, durationMs: 3000 };

  it("judges the last figures by the run's own limits, sizes and settings", async () => {
    const readings = { outcomes: { count: 4, rate: 1 }, connect_ok: { rate: 0.5 } };
    const result = await rescueResult({ ...lost, lastReadings: readings });
    expect(result).toMatchObject({
      scenario: 'ws-10',
      run: 'ABC123',
      strict: true,
      durationMs: 3000,
      load: { users: 4 },
    });
    expect(result.limits.find(({ metric }) => metric === 'connect_ok')).toMatchObject({
      verdict: 'FAIL',
      value: 0.5,
      minSamples: 4,
    });
    expect(existsSync('/nowhere')).toBe(false);
  });

  it('has no data where the REST API gives no such statistic', async () => {
    const readings = { task_time: { avg: 1, med: 1 }, 'outcomes{outcome:done}': { count: 50, rate: 1 } };
    const limited = { ...environment, LIMITS: 'task_time:p(99)<5' };
    const result = await rescueResult({ ...lost, environment: limited, lastReadings: readings });
    expect(result.limits.at(-1)).toMatchObject({ verdict: 'NO DATA', value: null });
  });

  it('makes a record without limits of a script that has none, and of a run without figures', async () => {
    const script = join(folder, 'plain.js');
    writeFileSync(script, 'export default function () {}');
    const result = await rescueResult({ ...lost, scenario: 'plain', script, lastReadings: undefined });
    expect(result).toMatchObject({ scenario: 'plain', verdict: 'INVALID', limits: [], figures: {} });
  });
});
