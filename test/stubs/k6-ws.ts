// Stands for k6/ws in Node, where nothing can block: a test says what each connection is to see, and all of it happens at once.

/** What one connection sees. */
export interface Script {
  /** HTTP status of the handshake; anything but 101: the socket is never made. 0: nobody answers. */
  readonly status: number;
  /** What the target says to a message. */
  readonly answer?: (message: string) => string | undefined;
  /** The target closes with this code when it has read the message. */
  readonly closeCode?: number;
}

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: k6 takes the VU's. */
  readonly jar: unknown;
}

let play = (_call: Call): Script => ({ status: 0 });

/** Sets what connections see from now on. */
export const playWith = (next: typeof play): void => {
  play = next;
};

type Handler = (value?: unknown) => void;

export default {
  connect(
    url: string,
    { headers = {}, jar }: { headers?: Record<string, string>; jar?: unknown },
    execute: (socket: unknown) => void,
  ) {
    const { status, answer, closeCode } = play({ url, headers, jar });
    if (status !== 101) return { status };
    const handlers = new Map<string, Handler>();
    const tell = (event: string, value?: unknown) => handlers.get(event)?.(value);
    let timeOver: Handler | undefined;
    let open = true;
    const close = (code: number) => {
      if (!open) return;
      open = false;
      tell('close', code);
    };
    execute({
      on: (event: string, handler: Handler) => handlers.set(event, handler),
      setTimeout: (handler: Handler) => {
        timeOver = handler;
      },
      send(message: string) {
        const text = answer?.(message);
        if (text !== undefined) tell('message', text);
        if (closeCode !== undefined) close(closeCode);
      },
      close: () => close(1001),
    });
    tell('open');
    if (open) timeOver?.();
    return { status };
  },
};
