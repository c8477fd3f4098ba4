import { Client, StatusDeadlineExceeded, StatusOK, StatusResourceExhausted, StatusUnavailable } from 'k6/net/grpc';
import { requestTimeoutMs } from '../environment/target';
import { StoreError } from './store';

export interface GrpcOptions {
  /** File next to the bundle that describes the interface. */
  readonly proto: string;
  /** Is asked for when a VU first calls: `host:port`, and whether it speaks TLS. */
  readonly address: () => { readonly host: string; readonly tls: boolean };
  readonly metadata: () => Readonly<Record<string, string>>;
}

export type GrpcCall = (method: string, message: object) => Promise<unknown>;

/**
 * Calls by gRPC, over one connection for each VU. To be called in the init context, where alone k6 reads files.
 * @throws Error where the file is not next to the bundle.
 */
export function grpcCalls({ proto, address, metadata }: GrpcOptions): GrpcCall {
  const client = new Client();
  client.load([], proto);
  let connected = false;
  return async (method, message) => {
    if (!connected) {
      const { host, tls } = address();
      connect(client, host, tls);
      connected = true;
    }
    const {
      status,
      message: answer,
      error,
    } = await client.asyncInvoke(method, message, {
      metadata: metadata(),
      timeout: requestTimeoutMs(),
      tags: { name: 'vector store' },
    });
    if (status === StatusOK) return answer;
    const came = status !== StatusUnavailable && status !== StatusDeadlineExceeded;
    // Where nothing came the error names the address.
    const words = came ? ` It said: ${(error as { message?: string } | undefined)?.message ?? 'nothing'}` : '';
    throw new StoreError(
      `A vector store was expected to answer ${method}, but the status of gRPC is ${status}.${words}`,
      {
        what: whatOf(status),
        came,
        refusedCleanly: status === StatusResourceExhausted,
      },
    );
  };
}

function connect(client: Client, host: string, tls: boolean): void {
  try {
    client.connect(host, { plaintext: !tls, timeout: requestTimeoutMs(), maxReceiveSize: 100 * 1024 * 1024 });
  } catch {
    throw new StoreError('A vector store does not listen for gRPC where VECTORS_GRPC says.', {
      what: 'connection refused',
      came: false,
    });
  }
}

/** In the words that HTTP has for it. */
function whatOf(status: number): string {
  if (status === StatusResourceExhausted) return 'HTTP 429';
  if (status === StatusDeadlineExceeded) return 'timed out';
  return status === StatusUnavailable ? 'connection closed' : 'an answer without what it must hold';
}
