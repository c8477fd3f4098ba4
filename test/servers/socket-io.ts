import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { listen } from './listen';

/** Jobs on socket.io. Its clients must answer a ping within a third of a second. @param isFull it turns everybody away. */
export async function startSocketIo(isFull = false): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'], pingInterval: 300, pingTimeout: 300 });
  io.use((_socket, next) => next(isFull ? new Error('no seat is left') : undefined));
  io.on('connection', (socket) => {
    socket.on('run', (text: string) => {
      for (const line of text.split('\n')) socket.emit('output', line);
      socket.emit('done');
    });
  });
  const port = await listen(http);
  return { url: `ws://127.0.0.1:${port}`, stop: () => io.close() };
}
