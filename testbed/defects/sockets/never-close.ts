import type { Defect } from '../defect';

export const neverClose: Defect = {
  name: 'never-close',
  does: "never answers a client's Close frame and leaves the TCP connection open",
  breaks: [],
  start: () => ({
    open(connection, next) {
      // ws answers a Close frame by calling close() on its own socket; terminate() stays, so the testbed can still stop.
      connection.webSocket.close = () => {};
      next(connection);
    },
  }),
};
