/** A part of a journey, and how often it is taken next to the others. */
export type WeightedStep<User> = readonly [weight: number, step: (user: User) => Promise<unknown>];

/**
 * One of several ways to go on, such as eight users who look for two who buy. Each VU takes them in turn, each as often as its weight and spread
 * evenly, from a place of its own in the round.
 * @throws Error where no weight is above 0.
 */
export function oneOf<User>(...steps: readonly WeightedStep<User>[]): (user: User) => Promise<unknown> {
  const total = steps.reduce((sum, [weight]) => sum + weight, 0);
  if (!(total > 0) || steps.some(([weight]) => !(weight >= 0)))
    throw new Error(
      `oneOf() needs weights of 0 and more, one of them above 0, but came ${steps.map(([weight]) => weight).join(', ')}.`,
    );
  const behind = steps.map(([weight]) => weight * Math.random());
  return (user) => {
    for (const [index, [weight]] of steps.entries()) behind[index] = (behind[index] ?? 0) + weight;
    const next = behind.indexOf(Math.max(...behind));
    behind[next] = (behind[next] ?? 0) - total;
    return (steps[next] as WeightedStep<User>)[1](user);
  };
}
