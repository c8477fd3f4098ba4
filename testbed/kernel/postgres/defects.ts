import type { Client } from 'pg';
import type { Defect } from '../switch/defect';
import type { Choice } from '../switch/parse';
import { connected } from './client';
import type { Cluster } from './cluster';

/** A PostgreSQL of the testbed, as a defect gets at it. */
export interface DatabaseServer {
  /** As the role of applications. */
  readonly url: string;
  /** As the superuser. */
  readonly adminUrl: string;
  readonly server: Pick<Cluster, 'kill' | 'start'>;
}

/** Makes things as they were. */
export type Undo = () => Promise<void>;

/** A defect of a PostgreSQL server: a change of the real one, which is undone when it is switched off. */
export interface ServerDefect extends Defect {
  turnOn(database: DatabaseServer, value: number): Promise<Undo>;
}

/** A defect that hooks in nowhere. */
export function serverDefect(defect: Omit<ServerDefect, 'start'>): ServerDefect {
  return { ...defect, start: () => ({}) };
}

/** A defect that is one SQL text, with another one that undoes it. The value is a number, so it can stand in the text. */
export function sqlDefect(
  defect: Omit<ServerDefect, 'start' | 'turnOn'>,
  on: (value: number) => string,
  off: string,
): ServerDefect {
  return serverDefect({
    ...defect,
    async turnOn({ adminUrl }, value) {
      await asAdmin(adminUrl, (client) => client.query(on(value)));
      return async () => void (await asAdmin(adminUrl, (client) => client.query(off)));
    },
  });
}

/** Work on the schema. @throws Error instead of waiting for long where a load holds on to a table. */
export function asAdmin<Result>(adminUrl: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  return connected(adminUrl, async (client) => {
    await client.query("SET lock_timeout = '5s'");
    return await work(client);
  });
}

/** Returns what brings a server into the state that the defects ask for: a system's `adapt`. One change waits for the one before. */
export function createAdapter(
  known: readonly ServerDefect[],
  database: DatabaseServer,
): (active: readonly Choice[]) => Promise<void> {
  const on = new Map<string, Undo>();
  let before: Promise<void> = Promise.resolve();

  async function change(active: readonly Choice[]): Promise<void> {
    const wanted = new Map(
      known.flatMap((defect) => {
        const choice = active.find((each) => each.defect === defect);
        return choice === undefined ? [] : [[`${defect.name}=${choice.value}`, { defect, value: choice.value }]];
      }),
    );
    for (const [key, undo] of [...on].reverse()) {
      if (wanted.has(key)) continue;
      await undo();
      on.delete(key);
    }
    for (const [key, { defect, value }] of wanted) if (!on.has(key)) on.set(key, await defect.turnOn(database, value));
  }

  return (active) => {
    const changed = before.then(() => change(active));
    // The next caller is not told of this one's error.
    before = changed.catch(() => {});
    return changed;
  };
}
