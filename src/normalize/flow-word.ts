import { valueEnd } from './flow-swar.ts'

/** The words that a record may hold, as numbers. */
export const ABSENT_WORD = 0
export const ACCEPT_WORD = 1
export const REJECT_WORD = 2
export const OK_WORD = 3
export const NODATA_WORD = 4
export const SKIPDATA_WORD = 5
export const INGRESS_WORD = 6
export const EGRESS_WORD = 7
export const UNKNOWN_WORD = 8

/** By number. Each starts with another letter, so the first byte tells the only one that a value can be. */
const WORDS = ['-', 'ACCEPT', 'REJECT', 'OK', 'NODATA', 'SKIPDATA', 'ingress', 'egress']
const NUMBER_BY_FIRST_BYTE = new Uint8Array(256).fill(UNKNOWN_WORD)
const LENGTHS = new Uint8Array(WORDS.length)
/** A word's first and last four bytes, which overlap; of a shorter one, what there is. */
const HEADS = new Int32Array(WORDS.length)
const TAILS = new Int32Array(WORDS.length)
const MASKS = new Int32Array(WORDS.length)

WORDS.forEach((word, number) => {
  const padded = Buffer.from(word.padEnd(4, '\0'), 'latin1')
  NUMBER_BY_FIRST_BYTE[padded[0]] = number
  LENGTHS[number] = word.length
  HEADS[number] = padded.readInt32LE(0)
  TAILS[number] = padded.readInt32LE(padded.length - 4)
  MASKS[number] = word.length < 4 ? (1 << (8 * word.length)) - 1 : -1
})

/** Reads the word that starts at `from` into `out[slot]`; answers where the value ends: at a byte of 32 or less. */
export function readWordAt(view: DataView, from: number, out: Uint8Array, slot: number): number {
  const number = NUMBER_BY_FIRST_BYTE[view.getUint8(from)]
  if (number !== UNKNOWN_WORD) {
    const length = LENGTHS[number]
    const mask = MASKS[number]
    const tailAt = length > 4 ? from + length - 4 : from
    const is =
      (view.getInt32(from, true) & mask) === HEADS[number] &&
      (view.getInt32(tailAt, true) & mask) === TAILS[number] &&
      view.getUint8(from + length) <= 32
    if (is) {
      out[slot] = number
      return from + length
    }
  }
  out[slot] = UNKNOWN_WORD
  return valueEnd(view, from)
}
