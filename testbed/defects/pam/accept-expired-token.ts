import { defineAcceptToken } from './accept-token';

export const acceptExpiredToken = defineAcceptToken({
  name: 'accept-expired-token',
  does: 'does not look at the expiry of a token, so that one that has expired is as good as a fresh one',
  leavesOut: 'expiry',
});
