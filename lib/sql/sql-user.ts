import exec from 'k6/execution';
import type { Client } from '../requests/request';
import { runId } from '../runtime/run-id';

/** Who asks: one worker, with what it keeps from one statement to the next. */
export interface SqlUser {
  /** First part of every marker of the run. */
  readonly run: string;
  /** Number of the VU, from 0; no two VUs of a run have the same. */
  readonly vu: number;
  /** Number of the user in its VU, from 0. */
  readonly index: number;
  /** What the scenario wants to remember of it, such as the ids of the rows that it has listed. */
  readonly memory: Record<string, unknown>;
}

const users = new WeakMap<Client, SqlUser>();
let seen = 0;
/** Kept, because k6 takes microseconds to tell. */
let vu: number | undefined;

/** This VU's number in the load, from 0. */
export function vuNumber(): number {
  vu ??= exec.scenario.iterationInTest;
  return vu;
}

/** The user that a client is. @param client absent: one that asks this once. */
export function userOf(client: Client | undefined): SqlUser {
  const known = client && users.get(client);
  if (known) return known;
  const user: SqlUser = { run: runId(), vu: vuNumber(), index: seen++, memory: {} };
  if (client) users.set(client, user);
  return user;
}
