import type { HookPoints } from './points';

export type Hook<Subject> = (subject: Subject, next: (subject: Subject) => void) => void;

/** What one defect does, at the points where it does something. */
export type Hooks = { readonly [Point in keyof HookPoints]?: Hook<HookPoints[Point]> };

/** What all defects together do; undefined where none does anything, which is what the healthy path looks for. */
export type ActiveHooks = { readonly [Point in keyof HookPoints]: Hook<HookPoints[Point]> | undefined };

/** What a system is given of the defects: those that are on at this moment. Ask anew each time. */
export interface DefectHooks {
  readonly hooks: ActiveHooks;
}

/** Puts the hooks of each point one around the other, the first outermost. */
export function composeHooks(all: readonly Hooks[]): ActiveHooks {
  return {
    upgrade: chain(all.flatMap((hooks) => hooks.upgrade ?? [])),
    open: chain(all.flatMap((hooks) => hooks.open ?? [])),
    message: chain(all.flatMap((hooks) => hooks.message ?? [])),
    close: chain(all.flatMap((hooks) => hooks.close ?? [])),
    task: chain(all.flatMap((hooks) => hooks.task ?? [])),
    output: chain(all.flatMap((hooks) => hooks.output ?? [])),
    complete: chain(all.flatMap((hooks) => hooks.complete ?? [])),
    broadcast: chain(all.flatMap((hooks) => hooks.broadcast ?? [])),
    delivery: chain(all.flatMap((hooks) => hooks.delivery ?? [])),
    authentication: chain(all.flatMap((hooks) => hooks.authentication ?? [])),
    thought: chain(all.flatMap((hooks) => hooks.thought ?? [])),
    answer: chain(all.flatMap((hooks) => hooks.answer ?? [])),
    history: chain(all.flatMap((hooks) => hooks.history ?? [])),
    request: chain(all.flatMap((hooks) => hooks.request ?? [])),
    agentRequest: chain(all.flatMap((hooks) => hooks.agentRequest ?? [])),
    admission: chain(all.flatMap((hooks) => hooks.admission ?? [])),
    work: chain(all.flatMap((hooks) => hooks.work ?? [])),
  };
}

/** Runs `ending` on the subject, through the hook if there is one. */
export function pass<Subject>(
  hook: Hook<Subject> | undefined,
  subject: Subject,
  ending: (subject: Subject) => void,
): void {
  if (hook === undefined) ending(subject);
  else hook(subject, ending);
}

function chain<Subject>(hooks: readonly Hook<Subject>[]): Hook<Subject> | undefined {
  const [first, ...rest] = hooks;
  if (first === undefined) return undefined;
  const inner = chain(rest);
  return inner === undefined ? first : (subject, next) => first(subject, (changed) => inner(changed, next));
}
