/** The instance of a request that names none. */
const defaultInstance = 'instance-1';
const maxLength = 200;

/** The instance that a body names, `{"instance_id": "instance-1"}`. No body and an empty object are fine too. */
export function instanceOf(body: unknown): { readonly instanceId: string } | { readonly reason: string } {
  if (body === undefined) return { instanceId: defaultInstance };
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { reason: 'the body is not an object; expected {"instance_id": "instance-1"} or {}' };
  const { instance_id: id = defaultInstance }: { instance_id?: unknown } = body;
  if (typeof id === 'string' && id !== '' && id.length <= maxLength) return { instanceId: id };
  return { reason: `"instance_id": expected a text of 1 to ${maxLength} characters` };
}
