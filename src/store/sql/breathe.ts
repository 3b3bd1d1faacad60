/** Lets whatever else waits for this thread have its turn; an open transaction stays open. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
