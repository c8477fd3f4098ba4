import type { Served } from './listen';
import { onceEach, serveTasks } from './tasks-server';

/**
 * Tasks behind a balancer that gives each new client a half by a cookie, in turn, and then stays with it.
 * @param badHalf the second half answers 503 to everything.
 */
export function startStickyHalves(badHalf: boolean): Promise<Served> {
  let clients = 0;
  const halves = new WeakMap<object, string>();
  return serveTasks(onceEach, {
    refuse(request) {
      const half = /(?:^|; )half=([ab])/.exec(request.headers.cookie ?? '')?.[1] ?? (clients++ % 2 === 0 ? 'a' : 'b');
      halves.set(request, half);
      if (half === 'b' && badHalf) return 'HTTP/1.1 503 Service Unavailable\r\nSet-Cookie: half=b; Path=/';
      return undefined;
    },
    headers: (request) => [`Set-Cookie: half=${halves.get(request)}; Path=/`],
  });
}
