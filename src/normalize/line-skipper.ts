const NEWLINE = 0x0a
/** What a line begins with that a record may be in: an object, an array, a time before either, a record separator. */
const RECORD_STARTS = new Set(Buffer.from('{[0123456789\x1e'))

/** Passes over bytes that are no JSON, which come in pieces. */
export class LineSkipper {
  readonly #untilRecord: boolean
  #atLineStart = false

  /** Ends at the next line; when `untilRecord`, at the next that may have a record, as the rest of a damaged one may have lines. */
  constructor(untilRecord: boolean) {
    this.#untilRecord = untilRecord
  }

  /** Where it ends in `bytes[from, …)`; -1 when it goes on. */
  skip(bytes: Uint8Array, from: number): number {
    let at = from
    for (;;) {
      if (!this.#atLineStart) {
        const newline = bytes.indexOf(NEWLINE, at)
        if (newline < 0) return -1
        at = newline + 1
        this.#atLineStart = true
      }
      if (!this.#untilRecord) return at
      if (at >= bytes.length) return -1
      if (RECORD_STARTS.has(bytes[at])) return at
      this.#atLineStart = false
    }
  }
}
