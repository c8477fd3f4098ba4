/** When the bytes of a message were read, which may be well before its handler runs. Reading it costs time, so most messages skip it. */
export interface Receipt {
  /** Wall clock in milliseconds; `atEvent` of lib/runtime/clock turns it into the time of `now()`. */
  readonly timestamp: number;
}
