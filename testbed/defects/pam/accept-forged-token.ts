import { defineAcceptToken } from './accept-token';

export const acceptForgedToken = defineAcceptToken({
  name: 'accept-forged-token',
  does: 'does not look at the signature of a token: any other secret, any algorithm and none at all will do',
  leavesOut: 'signature',
});
