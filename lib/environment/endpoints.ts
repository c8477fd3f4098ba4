import { setting } from './env';

const names: string[] = [];

/** To be called for every endpoint of an interface as it is made, before any load. */
export function noteEndpoint(name: string): void {
  if (!names.includes(name)) names.push(name);
}

/** Of the interface that the scenario speaks. */
export const endpointNames = (): readonly string[] => names;

/** @throws Error where ENDPOINTS names an endpoint that there is not: it would be asked at the document's path, as if nothing had been said. */
export function checkEndpoints(): void {
  const unknown = [...(setting('ENDPOINTS')?.keys() ?? [])].filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`ENDPOINTS names ${unknown.join(', ')}, but the endpoints here are: ${names.join(', ')}.`);
}
