import { AsyncLocalStorage } from 'node:async_hooks'

/** One at a time, in the order of asking. */
export class Turns {
  readonly #current = new AsyncLocalStorage<true>()
  #last: Promise<unknown> = Promise.resolve()

  /** Throws at once when asked for from within a turn, which would wait for itself for ever. */
  take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#current.getStore() === true)
      throw new Error('a transaction was begun within a transaction: use the stores that it was given')
    const turn = this.#last.then(() => this.#current.run(true, work))
    this.#last = turn.catch(() => {})
    return turn
  }
}
