import { describe, expect, it } from 'vitest';
import { startDatabase } from '../../../../testbed/documents/database';
import { oldestMajor, systemBinaries } from '../../../../testbed/kernel/postgres/binaries';
import { connected } from '../../../../testbed/kernel/postgres/client';
import { findMachine } from '../../../../testbed/kernel/postgres/cluster';

const binaries = systemBinaries();

describe('a PostgreSQL of the system', () => {
  it.skipIf(binaries === undefined)(`serves the documents too, from version ${oldestMajor} on`, async ({ skip }) => {
    if (binaries === undefined) return skip();
    const database = await startDatabase({ ...(await findMachine()), binaries });
    try {
      const { rows } = await connected(database.url, (client) =>
        client.query(
          "SELECT current_setting('server_version') AS version, (SELECT count(*)::int FROM documents) AS visible",
        ),
      );
      expect(rows).toEqual([{ version: expect.stringContaining(binaries.version), visible: 0 }]);
      expect(await connected(database.adminUrl, (client) => client.query('SELECT FROM documents'))).toHaveProperty(
        'rowCount',
        10_000,
      );
    } finally {
      await database.server.stop();
    }
  });
});
