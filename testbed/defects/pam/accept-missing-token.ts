import { defineAcceptToken } from './accept-token';

export const acceptMissingToken = defineAcceptToken({
  name: 'accept-missing-token',
  does: 'takes a client without a token for a user called anonymous',
  leavesOut: 'presence',
});
