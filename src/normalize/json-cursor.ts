import { INCOMPLETE, MALFORMED, TOO_DEEP } from './json-codes.ts'

const NEWLINE = 0x0a
const QUOTE = 0x22
const BACKSLASH = 0x5c
const QUOTES = 0x22222222
const BACKSLASHES = 0x5c5c5c5c
const NO_NEWLINE = 0x7fffffff

/** Nesting deeper than this is refused. */
export const NESTING_DEPTH_MAX = 512

const SPACE = 1
const OPEN = 2
const CLOSE = 3
const STRING = 4
/** What a byte means between strings; 0 is a part of a number or literal, a comma or a colon. */
const MEANING = new Uint8Array(256)
for (const byte of Buffer.from(' \t\r\n')) MEANING[byte] = SPACE
for (const byte of Buffer.from('{[')) MEANING[byte] = OPEN
for (const byte of Buffer.from('}]')) MEANING[byte] = CLOSE
MEANING[QUOTE] = STRING

/** Bytes that end a number or a literal. */
const BREAKS = new Uint8Array(256)
for (const byte of Buffer.from(',}]: \t\r\n"{[')) BREAKS[byte] = 1

/** What a nested object or array follows. */
const BEFORE_OPEN = new Uint8Array(256)
for (const byte of Buffer.from(',:[')) BEFORE_OPEN[byte] = 1

/** Finds where JSON values end. Positions must be asked for in order; every answer below zero is one of the codes. */
export class JsonCursor {
  bytes: Uint8Array = new Uint8Array(0)
  limit = 0
  /** Whether the key that was last read may have an escape. */
  mayBeEscaped = false
  view: DataView = new DataView(new ArrayBuffer(0))
  /** The next line break, looked for once: most records have none inside. */
  #newline = NO_NEWLINE

  /** Goes to `start` in bytes that are here up to `limit`. */
  load(bytes: Uint8Array, start: number, limit: number): void {
    this.limit = limit
    const isOther = bytes !== this.bytes
    if (isOther) {
      this.bytes = bytes
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    }
    if (isOther || this.#newline < start) this.#newline = newlineFrom(bytes, start)
  }

  space(from: number): number {
    const { bytes, limit } = this
    // Most values have no white space between them, and no white space is above the blank.
    if (from < limit && bytes[from] > 0x20) return from
    let i = from
    while (i < limit && MEANING[bytes[i]] === SPACE) i++
    return i
  }

  /** Where the closing quote of the string is whose inside begins at `from`. A string has no line break. */
  stringEnd(from: number): number {
    const end = this.#closingQuote(from)
    const passed = end < 0 ? this.limit : end
    if (this.#newline < passed) {
      if (this.#newline < from) this.#newline = newlineFrom(this.bytes, from)
      if (this.#newline < passed) return MALFORMED
    }
    return end
  }

  /** As `stringEnd`, for the key of a member. */
  keyEnd(from: number): number {
    const { view } = this
    const wordLimit = this.limit - 4
    let escapes = 0
    for (let i = from; i <= wordLimit; i += 4) {
      const word = view.getInt32(i, true)
      const quotes = word ^ QUOTES
      const slashes = word ^ BACKSLASHES
      escapes |= (slashes - 0x01010101) & ~slashes & 0x80808080
      const marks = (quotes - 0x01010101) & ~quotes & 0x80808080
      if (marks !== 0) {
        this.mayBeEscaped = escapes !== 0
        const end = i + ((31 - Math.clz32(marks & -marks)) >> 3)
        return escapes === 0 && this.#newline > end ? end : this.stringEnd(from)
      }
    }
    this.mayBeEscaped = true
    return this.stringEnd(from)
  }

  /** Where the value ends that begins at `at`, whatever it is. */
  valueEnd(at: number): number {
    switch (MEANING[this.bytes[at]]) {
      case OPEN:
        return this.#containerEnd(at)
      case STRING: {
        const end = this.stringEnd(at + 1)
        return end < 0 ? end : end + 1
      }
      default:
        return this.#scalarEnd(at)
    }
  }

  /** Reads four bytes at a time; most strings are longer. */
  #closingQuote(from: number): number {
    const { bytes, limit } = this
    const view = this.view
    const wordLimit = limit - 4
    let i = from
    for (;;) {
      for (; i <= wordLimit; i += 4) {
        const quotes = view.getInt32(i, true) ^ QUOTES
        // The lowest bit set marks the first byte that has become zero.
        const marks = (quotes - 0x01010101) & ~quotes & 0x80808080
        if (marks !== 0) {
          i += (31 - Math.clz32(marks & -marks)) >> 3
          break
        }
      }
      while (i < limit && bytes[i] !== QUOTE) i++
      if (i >= limit) return INCOMPLETE
      if (bytes[i - 1] !== BACKSLASH || !isEscaped(bytes, i)) return i
      i++
    }
  }

  /** Brackets are counted, not matched by kind. */
  #containerEnd(open: number): number {
    const end = this.#plainEnd(open)
    return end >= 0 ? end : this.#checkedEnd(open)
  }

  /** Where a container on one line ends; below zero when that cannot be told in this simple way. */
  #plainEnd(open: number): number {
    const { bytes, view } = this
    const stop = Math.min(this.limit, this.#newline)
    const wordStop = stop - 4
    let depth = 1
    let i = open + 1
    while (i < wordStop) {
      const byte = bytes[i]
      if (byte === QUOTE) {
        i++
        for (;;) {
          if (i > wordStop) return INCOMPLETE
          const quotes = view.getInt32(i, true) ^ QUOTES
          const marks = (quotes - 0x01010101) & ~quotes & 0x80808080
          if (marks === 0) {
            i += 4
            continue
          }
          i += (31 - Math.clz32(marks & -marks)) >> 3
          if (bytes[i - 1] !== BACKSLASH || !isEscaped(bytes, i)) break
          i++
        }
        i++
      } else if (byte === 0x7b || byte === 0x5b) {
        if (BEFORE_OPEN[bytes[i - 1]] === 0 || ++depth > NESTING_DEPTH_MAX) return MALFORMED
        i++
      } else if (byte === 0x7d || byte === 0x5d) {
        i++
        if (--depth === 0) return i
      } else i++
    }
    return INCOMPLETE
  }

  #checkedEnd(open: number): number {
    const { bytes, limit } = this
    let depth = 1
    let i = open + 1
    while (i < limit) {
      const meaning = MEANING[bytes[i]]
      if (meaning <= SPACE) i++
      else if (meaning === STRING) {
        const end = this.stringEnd(i + 1)
        if (end < 0) return end
        i = end + 1
      } else if (meaning === CLOSE) {
        i++
        if (--depth === 0) return i
      } else {
        // Tells at once the half of a document that another one follows.
        if (BEFORE_OPEN[bytes[i - 1]] === 0 && BEFORE_OPEN[lastBefore(bytes, i)] === 0) return MALFORMED
        if (++depth > NESTING_DEPTH_MAX) return TOO_DEEP
        i++
      }
    }
    return INCOMPLETE
  }

  #scalarEnd(at: number): number {
    const { bytes, limit } = this
    let i = at
    while (i < limit && BREAKS[bytes[i]] === 0) i++
    if (i >= limit) return INCOMPLETE
    return i === at ? MALFORMED : i
  }
}

function newlineFrom(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(NEWLINE, from)
  return at < 0 ? NO_NEWLINE : at
}

function isEscaped(bytes: Uint8Array, quote: number): boolean {
  let i = quote
  while (bytes[i - 1] === BACKSLASH) i--
  return (quote - i) % 2 === 1
}

/** The last byte before `at` that is no white space. */
function lastBefore(bytes: Uint8Array, at: number): number {
  let i = at - 1
  while (MEANING[bytes[i]] === SPACE) i--
  return bytes[i]
}
