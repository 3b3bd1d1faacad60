import type { JsonSource, RecordContext } from '../normalize/sink.ts'

/** A JSON record that passed the screen: its raw bytes, to be parsed where it is correlated. */
export interface Candidate {
  /** Epoch milliseconds of the event. */
  time: number
  source: JsonSource
  context: RecordContext
  bytes: Uint8Array
}

/** Candidates packed for moving between threads: one byte buffer and columns. Sorted by (time, source, bytes). */
export interface CandidateRun {
  bytes: Uint8Array
  /** Start of each candidate in `bytes`; one more than there are candidates. */
  offsets: Uint32Array
  times: Float64Array
  /** Index into `origins`. */
  originIndexes: Uint32Array
  origins: { source: JsonSource; context: RecordContext }[]
  count: number
}

/** Bytes of candidates after which they are packed, unless the collector is told otherwise. */
const RUN_BYTES_MAX = 16 << 20

interface Collected extends Candidate {
  firstOf: string | undefined
}

/** Collects candidates up to a number of bytes, then packs them. */
export class CandidateCollector {
  readonly bytesMax: number
  #bytes = 0
  #items: Collected[] = []

  constructor(bytesMax = RUN_BYTES_MAX) {
    this.bytesMax = bytesMax
  }

  get full(): boolean {
    return this.#bytes >= this.bytesMax
  }

  get size(): number {
    return this.#items.length
  }

  /**
   * Copies the bytes: `slice` of a Buffer would not. `firstOf` names what the candidate matters for only if it is the
   * earliest, or one of several at that time.
   */
  add(time: number, source: JsonSource, context: RecordContext, bytes: Uint8Array, firstOf?: string): void {
    this.#items.push({ time, source, context, bytes: new Uint8Array(bytes), firstOf })
    this.#bytes += bytes.length
  }

  take(): CandidateRun {
    const items = earliest(this.#items.sort(compareCandidates))
    const run: CandidateRun = {
      bytes: new Uint8Array(items.reduce((sum, { bytes }) => sum + bytes.length, 0)),
      offsets: new Uint32Array(items.length + 1),
      times: new Float64Array(items.length),
      originIndexes: new Uint32Array(items.length),
      origins: [],
      count: items.length,
    }
    const indexes = new Map<string, number>()
    let offset = 0
    for (const [i, item] of items.entries()) {
      run.bytes.set(item.bytes, offset)
      offset += item.bytes.length
      run.offsets[i + 1] = offset
      run.times[i] = item.time
      run.originIndexes[i] = originIndex(run, indexes, item)
    }
    this.#items = []
    this.#bytes = 0
    return run
  }
}

/** Without the candidates that came before an earlier one of the same. */
function earliest(sorted: readonly Collected[]): Collected[] {
  const times = new Map<string, number>()
  return sorted.filter(({ time, firstOf }) => {
    if (firstOf === undefined) return true
    const first = times.get(firstOf)
    if (first === undefined) times.set(firstOf, time)
    return first === undefined || first === time
  })
}

function originIndex(run: CandidateRun, indexes: Map<string, number>, item: Candidate): number {
  const { accountId, region, clusterName } = item.context
  const key = `${item.source} ${accountId ?? ''} ${region ?? ''} ${clusterName ?? ''}`
  const known = indexes.get(key)
  if (known !== undefined) return known
  const index = run.origins.push({ source: item.source, context: { ...item.context } }) - 1
  indexes.set(key, index)
  return index
}

/** Orders candidates by (time, source, bytes): a total order on content, so that delivery order never shows. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return a.time - b.time || (a.source < b.source ? -1 : a.source > b.source ? 1 : 0) || Buffer.compare(a.bytes, b.bytes)
}
