import { areSame } from './flow-swar.ts'

/** Longer than any account and interface are; what is longer is not remembered. */
const LEADING_BYTES_MAX = 128
const DIFFERENT = -1

/**
 * How the last line began, up to the first value after its interface, and the number of that interface: lines of one
 * interface mostly follow each other, so a comparison saves reading and looking up what names it.
 */
export class LeadingNames {
  subject = 0
  #length = 0
  readonly #bytes = new DataView(new ArrayBuffer(LEADING_BYTES_MAX + 4))

  /** Where the line at `from` goes on when it begins as the one remembered; else a negative number. */
  end(view: DataView, from: number): number {
    const length = this.#length
    return length > 0 && areSame(view, from, this.#bytes, 0, length) ? from + length : DIFFERENT
  }

  /** Remembers the beginning `[from, to)` of a line; what `to` is in must go on for some bytes. */
  remember(view: DataView, from: number, to: number, subject: number): void {
    this.#length = to - from <= LEADING_BYTES_MAX ? to - from : 0
    for (let at = 0; at < this.#length; at += 4) this.#bytes.setInt32(at, view.getInt32(from + at))
    this.subject = subject
  }

  forget(): void {
    this.#length = 0
  }
}
