// Stands for k6/net/grpc in Node: answers what a test told it to.

export const StatusOK = 0;
export const StatusDeadlineExceeded = 4;
export const StatusResourceExhausted = 8;
export const StatusUnavailable = 14;

/** A call, as the script made it. */
export interface StubCall {
  readonly method: string;
  readonly message: object;
  readonly params: { readonly metadata: Readonly<Record<string, string>> };
}

export interface StubReply {
  readonly status: number;
  readonly message?: unknown;
  readonly error?: { readonly message: string };
}

let answer = (_call: StubCall): StubReply => ({ status: StatusOK, message: {} });
export let connectedTo: string | undefined;

/** Sets how calls are answered from now on. */
export const answerCallsWith = (next: typeof answer): void => {
  answer = next;
};

export class Client {
  load(_paths: readonly string[], _file: string): void {}

  connect(address: string): void {
    connectedTo = address;
  }

  async asyncInvoke(method: string, message: object, params: StubCall['params']): Promise<StubReply> {
    return answer({ method, message, params });
  }
}
