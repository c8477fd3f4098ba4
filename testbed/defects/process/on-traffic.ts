import type { Hooks } from '../hooks';

/** Calls back before every connection, message and request; none of them is changed. */
export function onTraffic(callback: () => void): Hooks {
  function observe<Subject>(subject: Subject, next: (subject: Subject) => void): void {
    callback();
    next(subject);
  }
  return { open: observe, message: observe, request: observe };
}
