import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number }, Buffer>(scrypt);
/** A fraction of what a service of the public uses: about 5 ms, so that a thousand logins are not the load. */
const cost = 2 ** 11;
const length = 32;

/** `scrypt$<N>$<salt>$<hash>`, the last two in hex. */
export async function hashPassword(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const hash = await derive(password, salt, length, { N: cost });
  return `scrypt$${cost}$${salt.toString('hex')}$${hash.toString('hex')}`;
}

/** Whether `hashed` was made of this password. */
export async function isPassword(password: string, hashed: string): Promise<boolean> {
  const [, n, salt = '', hash = ''] = hashed.split('$');
  const expected = Buffer.from(hash, 'hex');
  const given = await derive(password, Buffer.from(salt, 'hex'), expected.length, { N: Number(n) });
  return timingSafeEqual(given, expected);
}
