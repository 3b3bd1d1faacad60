const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a
const OPENERS = new Set(Buffer.from('{['))
const CLOSERS = new Set(Buffer.from('}]'))

/** Passes over the rest of a JSON value that comes in pieces, keeping nothing but its nesting. */
export class StructureSkipper {
  #depth: number
  #inString = false
  #escaped = false

  /** `depth`: how many brackets are open already. */
  constructor(depth = 0) {
    this.#depth = depth
  }

  /** Where the value ends in `bytes[from, …)`; -1 when it goes on. A line break inside a string ends it as damaged. */
  skip(bytes: Uint8Array, from: number): number {
    for (let i = from; i < bytes.length; i++) {
      const byte = bytes[i]
      if (this.#inString) {
        if (byte === NEWLINE) return i
        if (this.#escaped) this.#escaped = false
        else if (byte === BACKSLASH) this.#escaped = true
        else if (byte === QUOTE) this.#inString = false
      } else if (byte === QUOTE) this.#inString = true
      else if (OPENERS.has(byte)) this.#depth++
      else if (CLOSERS.has(byte) && --this.#depth <= 0) return i + 1
    }
    return -1
  }
}
