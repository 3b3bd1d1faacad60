/** The first Ctrl-C asks the work to stop; a second one ends the process at once. */
export class Interrupted extends Error {
  override name = 'Interrupted'
  override message = 'interrupted'
}

export function onInterrupt(): AbortController {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort(new Interrupted()))
  return controller
}
