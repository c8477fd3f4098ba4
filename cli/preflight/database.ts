import { connect } from 'node:net';
import { withoutCredentials } from '../../lib/environment/credentials';
import { codeOf } from '../error-code';
import { addressesOf } from './addresses';
import { knockAt, type Response } from './knock';
import { whyNot } from './verdict';

/** PostgreSQL's port, where a URL names none. */
const usualPort = 5432;
/** Asks whether the server speaks TLS: length 8, and a number that no version of the protocol has. Every PostgreSQL answers by one letter. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/**
 * Knocks at a database, once at each of its addresses. Its user and password are not tried: a server that refuses them is there.
 * @param url of PostgreSQL, or of a store that is reached by HTTP.
 * @returns why it is of no use to send load there; undefined where there is a use, or where it cannot be seen.
 */
export async function databaseProblem(url: string, timeoutMs: number): Promise<string | undefined> {
  const shown = withoutCredentials(url);
  // Several hosts in one URL are the driver's own.
  if (!URL.canParse(shown)) return undefined;
  const target = new URL(shown);
  const knock = (address: string) =>
    /^https?:$/.test(target.protocol)
      ? knockAt({ target, address, knock: null, timeoutMs }).then((response) => whyNot(response, '', null))
      : askPostgres(address, Number(target.port) || usualPort, timeoutMs);
  const addresses = await addressesOf(target.hostname).catch((error: unknown) => String(codeOf(error)));
  if (typeof addresses === 'string') return whyNot({ kind: 'error', code: addresses }, '', null);
  const problems = await Promise.all(addresses.map(knock));
  return problems.includes(undefined) ? undefined : [...new Set(problems)].join('; ');
}

function askPostgres(host: string, port: number, timeoutMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => socket.write(sslRequest));
    const end = (problem: string | undefined) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(problem);
    };
    const response = (answer: Response) => end(whyNot(answer, '', null));
    const timer = setTimeout(() => response({ kind: 'silent' }), timeoutMs);
    socket.on('error', (error) => response({ kind: 'error', code: String(codeOf(error) ?? '') }));
    socket.on('data', (answer) => end(/^[SN]$/.test(answer.toString('latin1')) ? undefined : noPostgres));
    socket.on('end', () => end(noPostgres));
  });
}

const noPostgres = 'what listens there does not answer as PostgreSQL does';
