import { type Answer, ask, tell } from '../helpers/http';

/** `GET /api/v1/health` and so on. */
export function askAgent(httpUrl: string, endpoint: string): Promise<Answer> {
  return ask(`${httpUrl}/api/v1/${endpoint}`);
}

/** `POST /api/v1/analyze` and so on, with this body; without one when it is undefined. */
export function tellAgent(httpUrl: string, endpoint: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  return tell(`${httpUrl}/api/v1/${endpoint}`, body, signal && { signal });
}
