import type { Row } from '../switch/defect';
import { type ServerDefect, serverDefect } from './defects';

/** A defect that kills a server when it is switched on and starts it again when it is switched off: what was committed is there again. */
export function defineDown(name: string, what: string, breaks: readonly Row[]): ServerDefect {
  return serverDefect({
    name,
    does: `kills ${what}, and starts it again when it is switched off`,
    breaks,
    async turnOn({ server }) {
      await server.kill();
      return () => server.start();
    },
  });
}
