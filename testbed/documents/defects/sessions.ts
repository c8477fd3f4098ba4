import type { Client } from 'pg';
import { connect } from '../../kernel/postgres/client';
import { type ServerDefect, serverDefect, sqlDefect } from '../../kernel/postgres/defects';

export const sessionDefects: readonly ServerDefect[] = [
  sqlDefect(
    {
      name: 'connection-limit',
      does: 'lets the role of applications have only this many connections at a time; connections that are open stay',
      breaks: ['C10', 'D07'],
      parameter: { name: 'limit', unit: 'connections', default: 2, max: 100 },
    },
    (limit) => `ALTER ROLE loadmark CONNECTION LIMIT ${limit}`,
    'ALTER ROLE loadmark CONNECTION LIMIT -1',
  ),
  sqlDefect(
    {
      name: 'no-statement-timeout',
      does: 'gives new connections of the role of applications no limits of time for statements, locks and open transactions',
      breaks: [],
    },
    () => 'ALTER ROLE loadmark RESET ALL',
    "ALTER ROLE loadmark SET statement_timeout = '10s'; ALTER ROLE loadmark SET lock_timeout = '5s'; " +
      "ALTER ROLE loadmark SET idle_in_transaction_session_timeout = '10s'",
  ),
  serverDefect({
    name: 'stuck-lock',
    does: 'has a transaction that locks the table documents and is left open: every other one waits for it',
    breaks: ['C06', 'D07'],
    async turnOn({ adminUrl }) {
      const client = await connect(adminUrl);
      await client.query('BEGIN; LOCK TABLE documents IN ACCESS EXCLUSIVE MODE');
      return () => client.end();
    },
  }),
  serverDefect({
    name: 'hoard-connections',
    does: 'has this many connections that were opened and are never used again',
    breaks: ['C09'],
    parameter: { name: 'count', unit: 'connections', default: 100, max: 190 },
    async turnOn({ url }, count) {
      const clients: Client[] = [];
      // Not all at once: each of them is a process of the server.
      for (let opened = 0; opened < count; opened++) clients.push(await connect(url));
      return async () => void (await Promise.all(clients.map((client) => client.end().catch(() => {}))));
    },
  }),
];
