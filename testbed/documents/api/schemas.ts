const text = (minLength: number, maxLength: number) => ({ type: 'string', minLength, maxLength }) as const;

/** A query has texts only. */
const page = {
  limit: { type: 'string', pattern: '^([1-9]\\d?|100)$' },
  offset: { type: 'string', pattern: '^\\d{1,6}$' },
} as const;

/** What requests must look like; Fastify answers 400 to others. */
export const schemas = {
  login: {
    body: {
      type: 'object',
      required: ['email', 'password'],
      properties: { email: text(3, 200), password: text(1, 200) },
    },
  },
  list: { querystring: { type: 'object', properties: page } },
  search: { querystring: { type: 'object', required: ['q'], properties: { q: text(1, 500), ...page } } },
  one: {
    params: {
      type: 'object',
      properties: { id: { type: 'string', pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' } },
    },
  },
  found: { querystring: { type: 'object', required: ['q'], properties: { q: text(1, 500) } } },
  create: {
    body: {
      type: 'object',
      required: ['title', 'content'],
      properties: { title: text(1, 500), content: { type: 'object' } },
    },
  },
} as const;
