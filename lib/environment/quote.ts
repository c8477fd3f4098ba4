import { withoutTokens } from './redact';

/** Servers accept no longer headers. Only this much of a text is searched for tokens: the quotation ends well before. */
const longestToken = 8192;
const longestQuotation = 120;

/** Spaces, and what is not printed: control characters, other line separators, what changes the direction of text. k6 knows no `\p{Cc}`. */
const unprintable = /[^!-~\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\uffff]+/g;

/** A text of the target as it may be shown: on one line, without tokens, and at most 120 characters of it. */
export const quote = (text: string): string =>
  withoutTokens(text.slice(0, longestToken).replace(unprintable, ' '))
    // The cut may have gone through a token.
    .replace(/\beyJ[\w-]*\.{0,3}$/, '***')
    .slice(0, longestQuotation);
