import type { Knock, Load, VuFunction } from './load';

/** Stands for the id of a task or a channel: it has the form of a run's. */
export const knockId = 'KN0CK';

/** Says how a target of this load is knocked at. @param knock is asked once, before the load. */
export const knocked = <L extends Load>(
  knock: (load: L) => Knock | undefined,
  run: (...call: Parameters<VuFunction<L>>) => Promise<void>,
): VuFunction<L> => Object.assign(run, { knock });
