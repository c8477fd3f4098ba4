import { accessSync, constants, existsSync } from 'node:fs';
import { isFree } from '../free-port';
import { findProject } from '../project/project';
import { type Finding, socketsAtMost } from './finding';
import { readOpenFileLimit, readPortRange } from './limits';

export async function checkResults(): Promise<Finding> {
  const { results: folder, folder: project } = await findProject();
  try {
    accessSync(existsSync(folder) ? folder : project, constants.W_OK);
    return { state: 'ok', subject: 'results folder', found: folder };
  } catch {
    return {
      state: 'missing',
      subject: 'results folder',
      found: `${folder} cannot be written`,
      todo: 'name another with --results, or run loadmark elsewhere',
    };
  }
}

/** Only the testbed needs it; a backend of document 000 that listens there is no problem. */
export async function checkPort(): Promise<Finding> {
  if (await isFree(8000)) return { state: 'ok', subject: 'port 8000', found: 'free for the testbed' };
  return {
    state: 'warning',
    subject: 'port 8000',
    found: 'in use',
    todo: '`loadmark testbed --port 0` takes another port, as `loadmark start` does by itself',
  };
}

export async function checkOpenFiles(): Promise<Finding> {
  const limit = readOpenFileLimit();
  if (limit === undefined)
    return {
      state: 'warning',
      subject: 'open files',
      found: 'loadmark cannot read the limit of this system',
      todo: 'compare `ulimit -Hn` with the number of sockets that you want',
    };
  // k6 opens files as well as sockets, and so does a target on the same machine.
  if (limit >= 2 * socketsAtMost)
    return { state: 'ok', subject: 'open files', found: `${limit}, enough for ${socketsAtMost} sockets` };
  return {
    state: 'warning',
    subject: 'open files',
    found: `at most ${limit}`,
    todo: `${socketsAtMost} sockets need \`ulimit -Hn ${2 * socketsAtMost}\` (LimitNOFILE, or nofile in limits.conf)`,
  };
}

export async function checkPortRange(): Promise<Finding> {
  const range = readPortRange();
  if (range === undefined)
    return {
      state: 'warning',
      subject: 'outgoing ports',
      found: 'loadmark cannot read their range on this system',
      todo: `${socketsAtMost} sockets to one address need as many ports`,
    };
  const ports = range.to - range.from + 1;
  if (ports >= socketsAtMost)
    return {
      state: 'ok',
      subject: 'outgoing ports',
      found: `${range.from} to ${range.to}, enough for ${ports} sockets to one address`,
    };
  return {
    state: 'warning',
    subject: 'outgoing ports',
    found: `only ${ports}`,
    todo: 'widen net.ipv4.ip_local_port_range',
  };
}
