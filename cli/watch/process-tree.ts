import { readdir, readFile } from 'node:fs/promises';

/** How deep scripts may start scripts before k6: a process whose number is used again must not make a circle. */
const deepest = 4;

/** A process and all that it started, itself first. k6 may be a child of the script that `--k6` names. Elsewhere than on Linux: itself alone. */
export async function processTree(pid: number, depth = 0): Promise<number[]> {
  const children = depth < deepest ? await childrenOf(pid) : [];
  const below = await Promise.all(children.map((child) => processTree(child, depth + 1)));
  return [pid, ...below.flat()];
}

/** The kernel lists children by the thread that started them. */
async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}
