import type { Hooks } from '../hooks';

/** What reached the testbed. */
export type Traffic = 'connection' | 'message' | 'request';

/** Calls back before every connection, message and request; none of them is changed. */
export function onTraffic(callback: (traffic: Traffic) => void): Hooks {
  const observe =
    (traffic: Traffic) =>
    <Subject>(subject: Subject, next: (subject: Subject) => void): void => {
      callback(traffic);
      next(subject);
    };
  return { open: observe('connection'), message: observe('message'), request: observe('request') };
}
