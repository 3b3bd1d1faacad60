/** A task that never runs twice at a time, runs again when asked to while it ran, and is tried again later when it fails. */
export class Repeating {
  readonly #task: () => Promise<number>
  readonly #onError: (error: unknown) => void
  readonly #everyMs: number
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #isStopped = false

  /** `task` answers how much it did; it is run again at once while that is more than nothing. */
  constructor(task: () => Promise<number>, everyMs: number, onError: (error: unknown) => void) {
    this.#task = task
    this.#everyMs = everyMs
    this.#onError = onError
  }

  /** Runs the task now, or once more when it is running. */
  kick(): void {
    if (this.#isStopped) return
    this.#again = true
    this.#running ??= this.#run()
  }

  /** Lets a run in progress end, and starts none any more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#again = false
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer)
    while (this.#again) {
      this.#again = false
      try {
        if ((await this.#task()) > 0 && !this.#isStopped) this.#again = true
      } catch (error) {
        this.#onError(error)
        break
      }
    }
    this.#running = undefined
    if (this.#isStopped) return
    this.#timer = setTimeout(() => this.kick(), this.#everyMs)
    this.#timer.unref()
  }
}
