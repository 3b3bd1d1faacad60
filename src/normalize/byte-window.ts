const NEWLINE = 0x0a
/** A larger buffer is given back once it is empty. */
const KEPT_BYTES_MAX = 1 << 20

/**
 * The part of a stream of chunks that is not read yet. A chunk is read where it lies; only what is left of it is copied,
 * as the caller reuses it. Adding to what is left costs no more than the bytes added, however small the chunks.
 */
export class ByteWindow {
  /** What is here of the stream, read or not; up to `at` it is read. */
  bytes: Buffer = Buffer.alloc(0)
  at = 0
  /** `bytes` is a view of it from its start, unless it is the caller's chunk. */
  #own = Buffer.alloc(0)
  #offset = 0
  /** The line, from 1, that `bytes[#lineAt]` is in. */
  #line = 1
  #lineAt = 0

  /** How many bytes are left to read. */
  get left(): number {
    return this.bytes.length - this.at
  }

  append(chunk: Uint8Array): void {
    const { length } = this.bytes
    if (length === 0) {
      this.bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
      return
    }
    this.#reserve(length + chunk.length)
    this.#own.set(chunk, length)
    this.bytes = this.#own.subarray(0, length + chunk.length)
  }

  /** Forgets what is read, and takes what is not out of the caller's chunk. */
  discard(): void {
    if (this.at > 0) this.lineOf(this.at)
    const rest = this.bytes.subarray(this.at)
    this.#offset += this.at
    this.#lineAt -= this.at
    this.at = 0
    if (rest.length === 0 && this.#own.length > KEPT_BYTES_MAX) this.#own = Buffer.alloc(0)
    if (rest.byteOffset === this.#own.byteOffset && rest.buffer === this.#own.buffer) return
    if (rest.length > this.#own.length) this.#own = Buffer.alloc(Math.max(rest.length, this.#own.length * 2))
    this.#own.set(rest)
    this.bytes = this.#own.subarray(0, rest.length)
  }

  offsetOf(at: number): number {
    return this.#offset + at
  }

  /** Counts on from where it was asked before, so ask in order. */
  lineOf(at: number): number {
    const { bytes } = this
    for (let i = bytes.indexOf(NEWLINE, this.#lineAt); i >= 0 && i < at; i = bytes.indexOf(NEWLINE, i + 1)) this.#line++
    this.#lineAt = at
    return this.#line
  }

  #reserve(size: number): void {
    if (size <= this.#own.length) return
    const grown = Buffer.alloc(Math.max(size, this.#own.length * 2))
    grown.set(this.bytes)
    this.#own = grown
  }
}
