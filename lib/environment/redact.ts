import { passwordsOf } from './credentials';
import { setting } from './env';
import { withoutQueries } from './without-queries';

/** Header and payload of a JSON Web Token, and whatever signature follows: every header begins with `{"`. */
const redactJwts = (text: string): string => text.replace(/\beyJ[\w-]+\.[\w-]+\.?[\w-]*/g, '***');

/** A text of the target or of k6 as it may be logged: either may repeat a token, a password, or a URL with a key in it, that it was given. */
export function withoutTokens(text: string): string {
  const urls = [setting('DATABASE_URL'), setting('VECTORS_URL')].filter((url) => url !== undefined);
  const secrets = [setting('JWT_SECRET'), setting('LOAD_TEST_TOKEN'), setting('VECTORS_KEY')].filter(
    (secret) => secret !== undefined,
  );
  // Also as a query has it.
  const forms = [...secrets, ...urls.flatMap(passwordsOf)].flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return forms.reduce((rest, secret) => rest.replaceAll(secret, '***'), redactJwts(withoutQueries(text)));
}
