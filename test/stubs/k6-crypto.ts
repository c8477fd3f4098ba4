// Stands for k6/crypto in Node.
import { createHmac } from 'node:crypto';

/** k6's name for base64url without padding is `base64rawurl`. */
export const hmac = (algorithm: string, secret: string, input: string, _encoding: 'base64rawurl'): string =>
  createHmac(algorithm, secret).update(input).digest('base64url');
