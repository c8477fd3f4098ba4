import { readFileSync } from 'node:fs';

/** A user of the operating system. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL does not run as root. These are tried in this order. */
const names = ['postgres', 'nobody'];

/**
 * Whom PostgreSQL runs as when this process is root's, or undefined: as whom this process runs.
 * @throws Error when this process is root's and there is no other user.
 */
export function serverAccount(passwd = '/etc/passwd'): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync(passwd, 'utf8').split('\n').map(parseUser);
  const account = names.map((name) => users.find((user) => user.name === name)).find((user) => user !== undefined);
  if (account !== undefined) return account;
  throw new Error(
    `PostgreSQL does not run as root, and there is no user called ${names.join(' or ')} that it could run as; ` +
      'start the testbed as an ordinary user, or make one: useradd --system postgres',
  );
}

function parseUser(line: string): Account {
  const [name = '', , uid, gid] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid) };
}
