// Stands for k6/encoding in Node.

/** k6's name for base64url without padding is `rawurl`. */
export const b64encode = (input: string, _encoding: 'rawurl'): string => Buffer.from(input).toString('base64url');
