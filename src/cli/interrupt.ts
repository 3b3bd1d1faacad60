/** Why the work stopped: somebody asked for it. */
export class Interrupted extends Error {
  override name = 'Interrupted'
  override message = 'interrupted'
}

export interface InterruptWatch {
  /** Aborts with `Interrupted`. */
  signal: AbortSignal
  /** From here on a signal ends the process, as it does by default. */
  stop(): void
}

/** The first Ctrl-C asks the work to stop; a second one ends the process at once. */
export function onInterrupt(): InterruptWatch {
  const controller = new AbortController()
  const signals = ['SIGINT', 'SIGTERM'] as const
  const abort = () => controller.abort(new Interrupted())
  for (const signal of signals) process.once(signal, abort)
  return {
    signal: controller.signal,
    stop() {
      for (const signal of signals) process.off(signal, abort)
    },
  }
}
