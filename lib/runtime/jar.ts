import http, { type CookieJar } from 'k6/http';

const jars = new WeakMap<object, CookieJar>();

/**
 * The cookies of one user or client: k6's own jar belongs to the VU, which is many of them. A jar takes k6 6 µs, of the 360 that a request
 * takes.
 */
export function jarOf(owner: object): CookieJar {
  const known = jars.get(owner);
  if (known) return known;
  const jar = new http.CookieJar();
  jars.set(owner, jar);
  return jar;
}
