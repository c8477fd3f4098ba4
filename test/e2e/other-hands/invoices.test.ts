import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { hasSystemPostgres, type InvoicesDatabase, startInvoices } from '../../servers/invoices-database';
import { unlessStarved } from '../made-again';
import { runLoadmark } from '../run-loadmark';

const script = join(root, 'examples/invoices.ts');
const left = hasSystemPostgres ? '' : ' (left out: this machine has no PostgreSQL of its own)';

describe.runIf(hasSystemPostgres)(`a database of another hand${left}`, () => {
  let invoices: InvoicesDatabase;
  beforeAll(async () => {
    invoices = await startInvoices();
  });
  afterAll(() => invoices?.stop());

  it.for([
    ['is healthy', '', 'PASS', 0, []],
    ['has no policy', 'ALTER TABLE invoice DISABLE ROW LEVEL SECURITY', 'FAIL', 99, ['foreign_rows']],
  ] as const)('%s', async ([_what, change, verdict, exitCode, failed], context) => {
    if (change !== '') await invoices.change(change);
    const make = () => runLoadmark(script, [], { DATABASE_URL: invoices.url });
    const run = await unlessStarved(context, make, ({ result }) => [result]);
    expect({ verdict: run.result?.verdict, exitCode: run.exitCode }, run.stderr).toEqual({ verdict, exitCode });
    const limits = run.result?.limits ?? [];
    expect(limits.filter((limit) => limit.verdict === 'FAIL').map(({ metric }) => metric)).toEqual(failed);
    expect(run.leftovers).toEqual([]);
    expect(await invoices.count()).toBe(4_000);
  });
});
