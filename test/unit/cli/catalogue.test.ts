import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root, scenarioFiles } from '../../../build.mjs';
import { readCatalogue } from '../../../cli/catalogue/catalogue';
import { evaluateScripts } from '../../../cli/catalogue/evaluate';
import { nearNames } from '../../../cli/catalogue/near-names';
import { readQuestion } from '../../../cli/catalogue/question';
import { prepareScript } from '../../../cli/catalogue/script';
import { formatEntry } from '../../../cli/commands/list';

const folder = mkdtempSync(join(tmpdir(), 'loadmark-catalogue-'));
afterAll(() => rmSync(folder, { recursive: true }));

function script(name: string, source: string): string {
  const file = join(folder, name);
  writeFileSync(file, source);
  return file;
}

describe('readCatalogue', async () => {
  const entries = await readCatalogue();

  it('has every scenario, without k6 and without an environment', () => {
    expect(entries.map(({ file }) => file)).toHaveLength(scenarioFiles().length);
    expect(entries.map(({ name }) => name)).toEqual(entries.map(({ name }) => name).sort());
  });

  it('keeps sizes that limits refer to as words', () => {
    const ws50 = entries.find(({ name }) => name === 'ws-50');
    expect(ws50).toMatchObject({ system: 'tasks', rows: ['A02', 'A03', 'A06', 'A08'], needsExtension: false });
    expect(ws50?.limits.find(({ row }) => row === 'A03')?.pass).toEqual({ op: '>=', value: 'users' });
    expect(ws50?.load).toMatchObject({ users: 50, messages: 5, model: 'closed' });
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(entries))).toEqual(entries);
  });

  it.each(entries.map((entry) => [entry.name, entry] as const))('%s asks a question', (_name, entry) => {
    expect(entry.question).toMatch(/\?/);
    // The docstring names the rows for its reader; the limits are what counts.
    expect(readQuestion(readFileSync(join(root, entry.file), 'utf8')).rows).toEqual(
      entry.rows.filter((row) => row !== 'default'),
    );
    expect(formatEntry(entry)).toContain(entry.question);
  });
});

describe('readQuestion', () => {
  it('tells the question from the rows', () => {
    const source = '/** Does it hold? Rows A01 A06. Needs METRICS_URL. */\nimport x from "y";\n';
    expect(readQuestion(source)).toEqual({ question: 'Does it hold? Needs METRICS_URL.', rows: ['A01', 'A06'] });
  });

  it('joins the lines of a longer comment', () => {
    expect(readQuestion('/**\n * Does it\n * hold? Row B02.\n */\n')).toEqual({
      question: 'Does it hold?',
      rows: ['B02'],
    });
  });

  it.each(['Row J01', 'Rows F01 Z99', 'Rows A06, J01'])("takes rows of one's own system: %s", (rows) => {
    expect(readQuestion(`/** Does it hold? ${rows}. */\n`)).toEqual({
      question: 'Does it hold?',
      rows: rows.match(/[A-Z]\d\d/g),
    });
  });

  it('refuses a file that does not begin with one', () => {
    expect(() => readQuestion('import x from "y";\n/** late */')).toThrow(/begins with a docstring/);
  });
});

describe('evaluateScripts', () => {
  it('hands the environment to the script, and stands in for the modules of k6', async () => {
    const file = script(
      'echo.js',
      `import http, { get } from 'k6/http';
       import { Counter } from 'k6/metrics';
       const counter = new Counter('c', true);
       counter.add(Number(get('http://127.0.0.1').status) + http.get('x').timings.duration);
       export const about = { name: __ENV.NAME, limits: [], load: { describe: '' } };
       export const handleSummary = (data) => ({ stdout: JSON.stringify(data.metrics) });`,
    );
    const [evaluated] = await evaluateScripts([file], { NAME: 'echo' });
    expect(evaluated?.about).toEqual({ name: 'echo', limits: [], load: { describe: '' } });
    expect(evaluated?.summarize({ metrics: { c: { values: { count: 1 } } } })).toEqual({
      stdout: '{"c":{"values":{"count":1}}}',
    });
  });

  it('says nothing about a script that is not made with the library', async () => {
    const [evaluated] = await evaluateScripts([script('plain.js', 'export default function () {}')], {});
    expect(evaluated?.about).toBeUndefined();
    expect(evaluated?.summarize({})).toBeUndefined();
  });

  it('takes an `about` of another form for one that somebody else made', async () => {
    const file = script('strange.js', 'export const about = { name: "strange", load: { users: 9 } };');
    const [evaluated] = await evaluateScripts([file], {});
    expect(evaluated?.about).toBeUndefined();
  });

  it('is not held by a summary that never ends', async () => {
    const file = script('endless.js', 'export function handleSummary() { while (true) {} }');
    const [evaluated] = await evaluateScripts([file], {});
    expect(() => evaluated?.summarize({})).toThrow(/timed out/);
  });
});

describe('nearNames', () => {
  const known = ['ws-10', 'ws-50', 'ws-isolation', 'ws-latency'];

  it.each([
    ['ws-5', 'ws-50'],
    ['ws50', 'ws-50'],
    ['isolation', 'ws-isolation'],
    ['ws-latncy', 'ws-latency'],
  ])('finds what %s may mean', (wanted, meant) => {
    expect(nearNames(wanted, known)[0]).toBe(meant);
  });

  it('finds nothing for a name that is like none', () => {
    expect(nearNames('database', known)).toEqual([]);
  });
});

describe('prepareScript', () => {
  it('lets a source open the data that are next to it, although its bundle is elsewhere', async () => {
    writeFileSync(join(folder, 'users.csv'), 'anna\nbert\n');
    const source = "export const about = { name: open('./users.csv'), limits: [], load: { describe: 'none' } };";
    const file = script('data.mts', source);
    const { path, dispose } = await prepareScript(file);
    const bundled = await evaluateScripts([path, file], {});
    dispose();
    expect(bundled.map(({ about }) => about?.name)).toEqual(['anna\nbert\n', 'anna\nbert\n']);
  });

  it('says what there is when a name is like none', async () => {
    await expect(prepareScript('database')).rejects.toThrow(/There are: .*ws-50/);
    await expect(prepareScript('ws-5')).rejects.toThrow(/Did you mean ws-50/);
  });

  it('says which file is missing', async () => {
    await expect(prepareScript('no/such.js')).rejects.toThrow(/There is no file .*no\/such\.js/);
  });
});
