// Stands between the testbed and a PostgreSQL, in a process of its own: when the testbed is gone, even killed, standard input ends; then it
// stops PostgreSQL and removes its data. Plain JavaScript, because it runs without a loader.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** PostgreSQL that was killed leaves processes which hold its memory for a moment, and a new one does not start meanwhile. */
const startMs = 10_000;
const pollMs = 5;

const { command, args, folder, account } = JSON.parse(process.argv[2] ?? '');
const data = join(folder, 'data');
const log = join(folder, 'log');
/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let ended = Promise.resolve();
// For one that finds the folder after this process was killed itself.
writeFileSync(join(folder, 'watchdog'), String(process.pid));

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {{ ready: number } | { down: true } | { failed: string }} message */
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

function spawnServer() {
  // Its messages are in a file: a pipe that nobody reads would stop it.
  const output = openSync(log, 'a');
  const child = spawn(command, ['-D', data, ...args], { stdio: ['ignore', output, output], cwd: data, ...account });
  server = child;
  ended = once(child, 'exit').then(
    () => {
      server = undefined;
    },
    (error) => {
      server = undefined;
      writeFileSync(log, `${error.message}\n`);
    },
  );
  return child;
}

/**
 * As pg_ctl looks at it: by the eighth line of this file.
 * @param {number | undefined} pid
 */
function isReady(pid) {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

async function start() {
  const deadline = performance.now() + startMs;
  do {
    const { pid } = server ?? spawnServer();
    while (server !== undefined && !isReady(pid)) await pause(pollMs);
    if (server !== undefined && pid !== undefined) return say({ ready: pid });
    if (!/shared memory block|postmaster\.pid/.test(lastWords())) break;
    await pause(50);
  } while (performance.now() < deadline);
  return say({ failed: lastWords() });
}

function lastWords() {
  return readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n');
}

/** @param {NodeJS.Signals} signal */
async function end(signal) {
  server?.kill(signal);
  await ended;
}

async function leave() {
  // Without a checkpoint: nobody needs the data any more.
  await end('SIGQUIT');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(0);
}

/** @param {string} order */
async function obey(order) {
  if (order === 'start') return await start();
  await end(order === 'keep' ? 'SIGINT' : 'SIGKILL');
  say({ down: true });
  if (order === 'keep') process.exit(0);
}

let work = Promise.resolve();
createInterface({ input: process.stdin })
  .on('line', (order) => {
    work = work.then(() => obey(order)).then(() => {});
  })
  .once('close', () => void leave());
process.once('SIGTERM', () => void leave());
// Ctrl-C is for the testbed.
process.on('SIGINT', () => {});
process.stdout.on('error', () => {});
