import type { Connection } from '../sockets/connection';
import type { Upgrade } from '../sockets/upgrade';

/**
 * Where a defect can step between a system and its client, and what it is handed there.
 * A system brings each point's healthy ending; a defect calls `next` once, later, changed, twice or never.
 */
export interface HookPoints {
  /** A client asks for a WebSocket. Ends in the handshake. */
  upgrade: Upgrade;
  /** The handshake is done, nothing has been read yet. */
  open: Connection;
  /** A message was read. Ends in its being handled. */
  message: Message;
  /** A task is about to begin. Ends in its running. */
  task: TaskStart;
  /** One output is due. Ends in its being sent. */
  output: Output;
  /** All outputs are out. Ends in the `complete` event, and in the task's being over. */
  complete: TaskEnd;
  /** The connection has closed. Ends in its task's being cancelled. */
  close: Connection;
}

export interface Message {
  readonly connection: Connection;
  readonly text: string;
}

export interface TaskStart {
  readonly connection: Connection;
  /** What the task will output, one message each; at least one. */
  readonly lines: readonly string[];
  /** Answers with an error event instead of running. */
  fail(message: string): void;
}

export interface Output {
  readonly connection: Connection;
  /** The event as it goes out. */
  readonly frame: string;
  readonly binary: boolean;
  /** Its place among the task's `count` outputs, from 0. */
  readonly index: number;
  readonly count: number;
}

export interface TaskEnd {
  readonly connection: Connection;
  readonly lines: readonly string[];
}

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
    task: chain(all.flatMap((hooks) => hooks.task ?? [])),
    output: chain(all.flatMap((hooks) => hooks.output ?? [])),
    complete: chain(all.flatMap((hooks) => hooks.complete ?? [])),
    close: chain(all.flatMap((hooks) => hooks.close ?? [])),
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
