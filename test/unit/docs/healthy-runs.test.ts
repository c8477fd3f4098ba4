import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioFiles } from '../../../build.mjs';
import { healthyCases } from '../../healthy/plan';
import { addUp, type Made } from '../../healthy/tally';

describe('the healthy runs', () => {
  it('are of every scenario, on a testbed without a defect', async () => {
    const cases = await healthyCases();
    const scenarios = scenarioFiles().map((file) => basename(file, '.ts'));
    expect(scenarios.length).toBeGreaterThan(40);
    expect([...new Set(cases.map(({ scenario }) => scenario))].sort()).toEqual(scenarios.sort());
    expect(cases.filter(({ defects, nothingListens }) => defects?.length || nothingListens)).toEqual([]);
  });

  it.each([
    ['PASS', false],
    ['WARNING', false],
    ['INVALID', false],
    ['FAIL', true],
    ['none, exit code 1', true],
  ])('fail where one is %s: %s', (verdict, failed) => {
    const run: Made = { scenario: 'ws-10', what: 'A01', beside: 'core', verdict, reasons: ['k6 was 300 ms late'] };
    const sum = addUp([{ ...run, verdict: 'PASS' }, run]);
    expect(sum.failed).toBe(failed);
    expect(sum.text).toContain('beside core: 2 runs');
    if (verdict === 'INVALID') expect(sum.text).toContain('INVALID because: 1 k6 was N ms late');
    if (failed) expect(sum.text).toContain(`${verdict}: ws-10, A01, beside core`);
  });
});
