/** What sends broadcasts. Neither function throws. */
export interface Publisher {
  /** @returns false where it could not even be sent, because the target has closed the broadcaster's socket. */
  publish(text: string): boolean;
  close(): void;
}
