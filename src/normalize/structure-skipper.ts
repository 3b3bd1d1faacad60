const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a
const OPEN_OBJECT = 0x7b
const OPEN_ARRAY = 0x5b

/** What a byte means outside strings: 1 opens, 2 closes, 3 is white space, 4 lets a value follow. */
const MEANING = new Uint8Array(256)
for (const byte of Buffer.from('{[')) MEANING[byte] = 1
for (const byte of Buffer.from('}]')) MEANING[byte] = 2
for (const byte of Buffer.from(' \t\r\n')) MEANING[byte] = 3
for (const byte of Buffer.from(',:')) MEANING[byte] = 4

/** The rest of a sound document that needs no more reading, or a value that is rejected: damaged, or too large. */
export type Skipped = 'rest' | 'rejected'

/**
 * Passes over a JSON value, or the rest of one, that comes in pieces; keeps nothing but its nesting. It ends where the
 * brackets balance, or behind a line break inside a string, which no sound document has. A line that begins with a
 * bracket where no value may follow is a document of its own; inside what is rejected, any such line is.
 */
export class StructureSkipper {
  readonly of: Skipped
  /** It ended at a line that is a document of its own: all that was open is closed. */
  leftDocument = false
  #depth: number
  #inString = false
  #escaped = false
  #afterNewline = false
  #mayFollow = true

  /** `depth`: how many brackets are open already. */
  constructor(of: Skipped, depth = 0) {
    this.of = of
    this.#depth = depth
    this.#mayFollow = depth === 0
  }

  /** Where the value ends in `bytes[from, …)`; -1 when it goes on. */
  skip(bytes: Uint8Array, from: number): number {
    for (let i = from; i < bytes.length; i++) {
      const byte = bytes[i]
      if (this.#afterNewline) {
        this.#afterNewline = false
        this.leftDocument = this.#isDocumentStart(byte)
        if (this.leftDocument || this.#inString) return i
      }
      if (byte === NEWLINE) this.#afterNewline = true
      if (this.#inString) this.#stringByte(byte)
      else if (this.#structureByte(byte)) return i + 1
    }
    return -1
  }

  #isDocumentStart(byte: number): boolean {
    if (byte !== OPEN_OBJECT && byte !== OPEN_ARRAY) return false
    return this.#inString || this.of === 'rejected' || !this.#mayFollow
  }

  #stringByte(byte: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === BACKSLASH) this.#escaped = true
    else if (byte === QUOTE) this.#inString = false
  }

  /** Whether the value ends with this byte. */
  #structureByte(byte: number): boolean {
    const meaning = MEANING[byte]
    if (meaning === 3) return false
    this.#mayFollow = meaning === 1 || meaning === 4
    if (byte === QUOTE) this.#inString = true
    else if (meaning === 1) this.#depth++
    else if (meaning === 2) return --this.#depth <= 0
    return false
  }
}
