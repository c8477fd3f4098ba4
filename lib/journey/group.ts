/**
 * Says by a name or a number which group, such as a tenant, a user belongs to. Users of one group may see each other's markers, and those of
 * two groups never.
 * @param user its number in the whole run, from 0.
 */
export type GroupOf = (user: number) => string | number;

/** Whether any two users of a load may not see each other's markers: else isolation cannot be looked at. */
export function hasStrangers(users: number, groupOf: GroupOf | undefined): boolean {
  if (groupOf === undefined) return users > 1;
  const first = groupOf(0);
  for (let user = 1; user < users; user++) if (groupOf(user) !== first) return true;
  return false;
}
