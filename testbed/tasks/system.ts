import { createEndpoint } from '../sockets/endpoint';
import type { System } from '../system';
import { type TaskContext, TaskSession } from './session';

const taskPath = /^\/ws\/([^/?]+)(?:\?.*)?$/;

/** The task system of document 000: a socket at `/ws/{task_id}` that runs tasks and streams their output. */
export function createTaskSystem(context: TaskContext): System {
  const endpoint = createEndpoint(context, (connection) => new TaskSession(context, connection));
  return {
    name: 'tasks',
    sockets: ['/ws/{task_id}'],
    upgrade(request, head) {
      const taskId = taskIdOf(request.url ?? '');
      if (taskId === undefined) return false;
      endpoint.upgrade(request, head, { system: 'tasks', id: taskId });
      return true;
    },
  };
}

function taskIdOf(url: string): string | undefined {
  const encoded = taskPath.exec(url)?.[1];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    // Not valid percent-encoding, so no path of ours.
    return undefined;
  }
}
