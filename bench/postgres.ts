// k6/x/postgres beside a plain Go program on the same pgx: the same statements, both sides in turn, on one PostgreSQL.
// `npm run bench:postgres -- --write` keeps the figures in extension/postgres/README.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../build.mjs';
import { runCommand } from '../cli/run-command';
import { startDatabase } from '../testbed/documents/database';
import { tenantId } from '../testbed/documents/seed';
import { connected } from '../testbed/kernel/postgres/client';
import { measure } from './measure';
import { median, type Side, table } from './postgres/table';
import { trivial, underRowLevelSecurity, type Workload } from './postgres/workloads';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    k6: { type: 'string', default: join(root, '.k6/k6') },
    only: { type: 'string', default: '' },
  },
});
const extension = join(root, 'extension/postgres');
const folder = mkdtempSync(join(tmpdir(), 'loadmark-bench-'));
const direct = join(folder, 'direct');
const answer = join(folder, 'answer.json');

const database = await startDatabase();
try {
  const built = await runCommand({
    file: 'go',
    args: ['build', '-C', extension, '-o', direct, './bench'],
    timeoutMs: 600_000,
  });
  if (built.code !== 0) throw new Error(`go build of extension/postgres/bench failed: ${built.stderr}`);
  const secured = underRowLevelSecurity(await documentIds());
  const rows = [];
  for (const { name, workload, burst } of [
    { name: 'row-level security, promises', workload: secured, burst: false },
    { name: 'row-level security, burst', workload: secured, burst: true },
    { name: 'trivial selects, promises', workload: trivial, burst: false },
    { name: 'trivial selects, burst', workload: trivial, burst: true },
  ].filter(({ name }) => name.includes(values.only)))
    rows.push({ name, ...(await compare(workload, burst)) });
  const made = table(rows, { count: trivial.count, concurrency: trivial.concurrency, connections: trivial.max });
  console.log(made);
  if (values.write)
    write(
      `Made by \`npm run bench:postgres -- --write\` on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), which PostgreSQL shared.\n\n${made}`,
    );
} finally {
  await database.server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Rounds take turns in who goes first: the server is warmer for the second. */
async function compare(workload: Workload, burst: boolean) {
  const file = join(folder, 'workload.json');
  writeFileSync(file, JSON.stringify(workload));
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    K6_NO_USAGE_REPORT: 'true',
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    WORKLOAD: file,
    BURST: burst ? '1' : '',
  };
  const ofProgram = () => side([direct, file], env);
  const script = join(root, 'bench/postgres/load.js');
  const k6Command = [values.k6, 'run', '--quiet', '--log-format=raw', `--console-output=${answer}`, script];
  const ofK6 = () => side(k6Command, env);
  const program: Side[] = [];
  const empty = join(folder, 'empty.json');
  writeFileSync(empty, JSON.stringify({ ...workload, count: 0 }));
  const start = await side(k6Command, { ...env, WORKLOAD: empty, BURST: '' });
  const k6: Side[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    if (round % 2 === 0) program.push(await ofProgram());
    k6.push(await ofK6());
    if (round % 2 === 1) program.push(await ofProgram());
  }
  process.stderr.write(`${median(k6.map((one) => one.perSecond)).toFixed(0)} statements a second\n`);
  return { program, k6, startCpuSeconds: start.cpuSeconds };
}

/** A whole process: its start counts too, and the time of its statements is what it says itself. */
async function side(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Side> {
  rmSync(answer, { force: true });
  const { cpuSeconds } = await measure(
    ['bash', '-c', `exec "$@" ${command[0] === direct ? '>"$ANSWER"' : ''}`, 'bash', ...command],
    { ...env, ANSWER: answer },
  );
  const { done, seconds }: { done: number; seconds: number } = JSON.parse(readFileSync(answer, 'utf8'));
  return { cpuSeconds, perSecond: done / seconds };
}

async function documentIds(): Promise<string[][]> {
  return await connected(database.adminUrl, async (client) => {
    const ids = [];
    for (let tenant = 1; tenant <= 10; tenant++) {
      const { rows } = await client.query<{ id: string }>('SELECT id FROM documents WHERE tenant_id = $1 ORDER BY id', [
        tenantId(tenant),
      ]);
      ids.push(rows.map(({ id }) => id));
    }
    return ids;
  });
}

function write(text: string): void {
  const document = join(extension, 'README.md');
  const before = readFileSync(document, 'utf8');
  const region = /(<!-- made by npm run bench:postgres -->\n)[\s\S]*?(<!-- end -->)/;
  if (!region.test(before))
    throw new Error(`${document} has no region <!-- made by npm run bench:postgres --> … <!-- end -->.`);
  writeFileSync(
    document,
    before.replace(region, (_whole, begin: string, end: string) => `${begin}\n${text}\n\n${end}`),
  );
}
