/** k6's times of a request, as far as they are needed here. */
interface Timings {
  /** All that came before the request was sent, the connect among it. */
  readonly blocked: number;
  readonly duration: number;
}

/**
 * From the moment a request was made to the last byte of its answer, in milliseconds: k6's duration begins when a connection is there.
 */
export const tookMsOf = ({ blocked, duration }: Timings): number => blocked + duration;
