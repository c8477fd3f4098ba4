import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, chownSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, serverAccount } from './account';
import { type Binaries, findBinaries, program } from './binaries';
import { cacheFolder } from './cache';
import { claimFolder, removeOld } from './folders';
import { type Instance, startInstance } from './instance';
import { makeOnce } from './once';
import { run } from './run';

/** How a PostgreSQL server of the testbed is set up. */
export interface Plan {
  /** Short, for the names of folders. */
  readonly name: string;
  /** Lines for postgresql.conf. */
  readonly configuration: readonly string[];
  /** What the contents are made of. With another text here, they are made anew. */
  readonly sources: readonly string[];
  /** Contents older than this are made anew, in ms. */
  readonly keptMs: number;
  /** Makes the contents, as the superuser of an empty server. */
  fill(adminUrl: string): Promise<void>;
}

/** A server with contents of its own: nobody else's changes are in them. */
export interface Cluster extends Instance {
  /** The database `postgres` as its superuser. */
  readonly adminUrl: string;
}

/** Where servers can be started: what is the same for all of them. */
export interface Machine {
  readonly account: Account | undefined;
  readonly binaries: Binaries;
  readonly cache: string;
}

/** @throws Error that says what to install when there is no PostgreSQL on this machine. */
export async function findMachine(): Promise<Machine> {
  const account = serverAccount();
  const cache = cacheFolder(account);
  return { account, binaries: await findBinaries(cache), cache };
}

/**
 * Starts a server with the planned contents. They are made once and kept in the cache; each server works on a copy, so that every start
 * finds them as they were, and two servers at once do not meet.
 */
export async function startCluster(plan: Plan, machine: Machine): Promise<Cluster> {
  const template = await makeTemplate(plan, machine);
  const folder = claimFolder(join(machine.cache, 'running'), plan.name);
  const [from, to] = [join(template, 'data'), join(folder, 'data')];
  if (process.platform === 'win32') cpSync(from, to, { recursive: true });
  // Unlike Node's copy, it keeps the owner.
  else await run('cp', ['-a', from, to]);
  const password = readFileSync(join(template, passwordFile), 'utf8');
  return withUrl(await startInstance({ ...machine, folder }), password);
}

const passwordFile = 'admin-password';

async function makeTemplate(plan: Plan, machine: Machine): Promise<string> {
  const { name, configuration, sources, keptMs, fill } = plan;
  const { account, binaries, cache } = machine;
  const period = Math.floor(Date.now() / keptMs);
  const hash = createHash('sha256').update(JSON.stringify([configuration, sources, binaries, account, period]));
  const folder = join(cache, `${name}-${hash.digest('hex').slice(0, 16)}`);
  return await makeOnce(folder, async (unfinished) => {
    const password = randomBytes(24).toString('hex');
    await initialise(machine, unfinished, password);
    appendFileSync(join(unfinished, 'data', 'postgresql.conf'), `\n${configuration.join('\n')}\n`);
    const instance = withUrl(await startInstance({ ...machine, folder: unfinished }), password);
    try {
      await fill(instance.adminUrl);
    } catch (error) {
      await instance.stop();
      throw error;
    }
    await instance.keep();
    writeFileSync(join(unfinished, passwordFile), password, { mode: 0o600 });
    removeOld(cache, `${name}-`, keptMs);
  });
}

async function initialise({ account, binaries }: Machine, folder: string, password: string): Promise<void> {
  const [data, file] = [join(folder, 'data'), join(folder, 'first-password')];
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(file, password, { mode: 0o600 });
  if (account !== undefined) for (const path of [data, file]) chownSync(path, account.uid, account.gid);
  const options = ['--no-sync', '--no-instructions', '--encoding=UTF8', '--locale=C', '--auth=scram-sha-256'];
  await run(program(binaries, 'initdb'), ['-D', data, '-U', 'postgres', `--pwfile=${file}`, ...options], account);
}

function withUrl(instance: Instance, password: string): Cluster {
  return { ...instance, adminUrl: `postgres://postgres:${password}@127.0.0.1:${instance.port}/postgres` };
}
