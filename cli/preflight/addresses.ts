import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

/** More are not knocked at. */
const most = 8;

/** The addresses of a host that k6 may connect to: those of IPv4 where there are any, as k6 prefers them. @throws Error with a code such as `ENOTFOUND`. */
export async function addressesOf(host: string): Promise<string[]> {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare)) return [bare];
  const found = await lookup(bare, { all: true });
  const ofFour = found.filter(({ family }) => family === 4);
  const usable = ofFour.length > 0 ? ofFour : found;
  return [...new Set(usable.map(({ address }) => address))].slice(0, most);
}
