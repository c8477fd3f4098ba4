import type { WebSocket } from 'ws';
import { startTarget, type TargetOptions } from './target';

/** How a hub of a test behaves. Without an option it sends each message to all clients of its sender's channel, as it came. */
export interface HubOptions extends Omit<TargetOptions, 'connected'> {
  /** A client joined; `joined` are the clients before it, of all channels. */
  readonly joins?: (client: WebSocket, channel: string, joined: number) => void;
  /** @returns what each member gets, as messages. */
  readonly fanOut?: (text: string, channel: string) => readonly string[];
}

/** A server that broadcasts, with a channel for each path. */
export async function startHub({ joins, fanOut = (text) => [text], ...options }: HubOptions = {}) {
  const channels = new Map<string, Set<WebSocket>>();
  let joined = 0;
  const target = await startTarget({
    ...options,
    connected(socket, path) {
      const members = channels.get(path) ?? new Set();
      channels.set(path, members.add(socket));
      socket.on('close', () => members.delete(socket));
      joins?.(socket, path, joined++);
      socket.on('message', (message) => {
        for (const text of fanOut(String(message), path)) for (const member of members) member.send(text);
      });
    },
  });
  return { ...target, channels };
}
