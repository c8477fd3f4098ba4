import { failures } from './failures';

/** A publication that was answered with a good status and a body that refuses it. */
export const refusedInBody = 'an error in the answer';

/** How a publication can be refused, by the tag `what`. */
export const refusals = (): string[] => [...failures(), refusedInBody];
