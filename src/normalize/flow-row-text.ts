import { SLACK_BYTES } from './flow-line.ts'

const LF = 10
const SPACE = 32
const DASH = 45
/** Stands for white space inside a value, which it spoils: no field that is read has any. */
const SPOILER = 127
/** No value that is read is longer; of a longer one, enough is written to be rejected. */
const VALUE_BYTES_MAX = 256
const ROW_BYTES_MAX = 64 * VALUE_BYTES_MAX

/** Writes a row of values as the line of text that the same record would be. */
export class FlowRowText {
  readonly #bytes = new Uint8Array(ROW_BYTES_MAX + SLACK_BYTES)
  readonly #view = new DataView(this.#bytes.buffer)
  #at = 0

  begin(): void {
    this.#at = 0
  }

  /** Adds a value as a Parquet reader gives it: text as bytes, a time as `Date`; nothing for null. */
  add(value: unknown): void {
    if (value instanceof Uint8Array) this.#addBytes(value)
    else if (typeof value === 'number' && value >= 0 && value <= 0x7fffffff && Number.isInteger(value))
      this.#addInteger(value)
    else if (value === null || value === undefined) this.#bytes[this.#at++] = DASH
    else this.#addBytes(Buffer.from(textOf(value), 'latin1'))
    this.#bytes[this.#at++] = SPACE
  }

  /** The line, at the start of a view that is reused for the next row. */
  end(): DataView {
    this.#bytes[this.#at] = LF
    return this.#view
  }

  #addBytes(value: Uint8Array): void {
    const length = Math.min(value.length, VALUE_BYTES_MAX)
    if (length === 0) this.#bytes[this.#at++] = DASH
    for (let i = 0; i < length; i++) this.#bytes[this.#at++] = value[i] <= SPACE ? SPOILER : value[i]
  }

  #addInteger(value: number): void {
    let digits = 1
    for (let limit = 10; value >= limit; limit *= 10) digits++
    let rest = value
    for (let at = this.#at + digits - 1; at >= this.#at; at--) {
      this.#bytes[at] = 48 + (rest % 10)
      rest = (rest / 10) | 0
    }
    this.#at += digits
  }
}

function textOf(value: unknown): string {
  if (value instanceof Date) return String(Math.floor(value.getTime() / 1000))
  return typeof value === 'object' ? '{}' : String(value)
}
