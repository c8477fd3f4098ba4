import type { HookPoints } from './points';

export type Hook<Subject> = (subject: Subject, next: (subject: Subject) => void) => void;

/** What one defect does, or all that are on together. A point where nothing is done is not there: the healthy path looks for that. */
export type Hooks = { readonly [Point in keyof HookPoints]?: Hook<HookPoints[Point]> };

/** The hooks of the defects that are on at this moment. Read them again each time. */
export interface DefectHooks {
  readonly hooks: Hooks;
}

/** Puts the hooks of each point one around the other, the first outermost. */
export function composeHooks(all: readonly Hooks[]): Hooks {
  const composed: { -readonly [Point in keyof Hooks]: Hooks[Point] } = {};
  for (const point of new Set(all.flatMap(pointsOf))) composeAt(point, all, composed);
  return composed;
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

function pointsOf(hooks: Hooks): (keyof HookPoints)[] {
  return Object.keys(hooks) as (keyof HookPoints)[];
}

function composeAt<Point extends keyof HookPoints>(
  point: Point,
  all: readonly Hooks[],
  composed: { [Each in Point]?: Hook<HookPoints[Each]> },
): void {
  const [first, ...rest] = all.flatMap((hooks): Hook<HookPoints[Point]>[] => {
    const hook = hooks[point];
    return hook === undefined ? [] : [hook];
  });
  if (first !== undefined) composed[point] = rest.reduce(around, first);
}

function around<Subject>(outer: Hook<Subject>, inner: Hook<Subject>): Hook<Subject> {
  return (subject, next) => outer(subject, (changed) => inner(changed, next));
}
