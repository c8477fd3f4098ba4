/** Since the start of the testbed: `accepted` broadcasts led to `deliveries`, one for each receiver; `cutOff` receivers were too far behind. */
export interface BroadcastCounts {
  accepted: number;
  deliveries: number;
  cutOff: number;
}

declare module '../kernel/stats' {
  interface Stats {
    readonly broadcast: BroadcastCounts;
  }
}
