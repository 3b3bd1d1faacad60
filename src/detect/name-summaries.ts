import type { NameQuery } from '../normalize/event.ts'
import type { NameSummary } from './observation.ts'

/** Joins the queries of one minute by who asked and for what. */
export class NameSummaries {
  readonly #summaries = new Map<string, NameSummary>()

  add(query: NameQuery): void {
    const asker = query.instanceId ?? query.interfaceId ?? query.sourceAddress
    const key = `${query.accountId} ${query.region} ${asker} ${query.name}`
    const blocked = query.firewallAction === 'BLOCK'
    const known = this.#summaries.get(key)
    if (known === undefined) {
      this.#summaries.set(key, { ...query, last: query.time, queries: 1, blocked })
      return
    }
    known.last = Math.max(known.last, query.time)
    known.queries++
    known.blocked &&= blocked
    for (const answer of query.answers) {
      if (!known.answers.some(({ data }) => data === answer.data)) known.answers = [...known.answers, answer]
    }
  }

  /** In an order that does not depend on the order of adding. */
  *all(): Generator<NameSummary, void, void> {
    for (const key of [...this.#summaries.keys()].sort()) {
      const summary = this.#summaries.get(key)
      if (summary !== undefined) yield summary
    }
  }
}
