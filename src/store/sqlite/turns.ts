import { AsyncLocalStorage } from 'node:async_hooks'

/** One at a time, in the order of asking. */
export class Turns {
  readonly #current = new AsyncLocalStorage<{ isOver: boolean }>()
  #last: Promise<unknown> = Promise.resolve()

  /** Throws at once when asked for from within a turn, which would wait for itself for ever. */
  take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#current.getStore()?.isOver === false)
      throw new Error('a transaction was begun within a transaction: use the stores that it was given')
    const turn = this.#last.then(() => this.#run(work))
    this.#last = turn.catch(() => {})
    return turn
  }

  /** What a turn sets going may outlive it and ask for turns of its own. */
  async #run<T>(work: () => Promise<T>): Promise<T> {
    const own = { isOver: false }
    try {
      return await this.#current.run(own, work)
    } finally {
      own.isOver = true
    }
  }
}
