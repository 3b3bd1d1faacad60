/** Letters as they are, digits as one, what joins words as one, and everything else as one. */
const DIGIT = 26
const JOINT = 27
const OTHER = 28
const SYMBOLS = 29
/** By order: as many sightings of a context weigh as much as what shorter contexts say. */
const BACK_OFF = [2_000, 60, 12]
/** Characters are spread over what each symbol stands for: ten digits, and for the rest what a name may hold. */
const SPREAD_BITS = [...new Array<number>(26).fill(0), Math.log2(10), 0, 6]

/**
 * How long a text is when written in the code that suits some words: an order-2 model of characters, backed off to shorter
 * contexts. Text of such words takes about three bits a character, Base32 and hexadecimal five to six.
 */
export class CharacterModel {
  readonly #counts = [1, SYMBOLS, SYMBOLS * SYMBOLS].map((contexts) => new Float64Array(contexts * SYMBOLS))
  readonly #totals = [1, SYMBOLS, SYMBOLS * SYMBOLS].map((contexts) => new Float64Array(contexts))

  constructor(words: Iterable<string>) {
    for (const word of words) {
      let context = JOINT * SYMBOLS + JOINT
      for (const byte of Buffer.from(`${word}.`)) {
        const symbol = symbolOf(byte)
        for (let order = 0; order <= 2; order++) {
          const at = contextOf(context, order)
          this.#counts[order][at * SYMBOLS + symbol]++
          this.#totals[order][at]++
        }
        context = (context % SYMBOLS) * SYMBOLS + symbol
      }
    }
  }

  /** Bits a character; 0 for no text. */
  bitsPerCharacter(text: string): number {
    const bytes = Buffer.from(text)
    let bits = 0
    let context = JOINT * SYMBOLS + JOINT
    for (const byte of bytes) {
      const symbol = symbolOf(byte)
      let probability = 1 / SYMBOLS
      for (let order = 0; order <= 2; order++) {
        const at = contextOf(context, order)
        const share = this.#totals[order][at] / (this.#totals[order][at] + BACK_OFF[order])
        const seen = this.#counts[order][at * SYMBOLS + symbol] / Math.max(1, this.#totals[order][at])
        probability = share * seen + (1 - share) * probability
      }
      bits += SPREAD_BITS[symbol] - Math.log2(probability)
      context = (context % SYMBOLS) * SYMBOLS + symbol
    }
    return bytes.length === 0 ? 0 : bits / bytes.length
  }
}

function contextOf(lastTwo: number, order: number): number {
  return order === 0 ? 0 : order === 1 ? lastTwo % SYMBOLS : lastTwo
}

function symbolOf(byte: number): number {
  const lower = byte | 0x20
  if (lower >= 0x61 && lower <= 0x7a) return lower - 0x61
  if (byte >= 0x30 && byte <= 0x39) return DIGIT
  return byte === 0x2d || byte === 0x2e || byte === 0x5f ? JOINT : OTHER
}
