const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const HEX = '0123456789abcdef'

/**
 * A seeded stream of pseudo-random draws (sfc32). `fork` gives a stream that depends only on the seed and its labels,
 * never on how much was drawn before, so leaving out one part of a simulation changes nothing in the others.
 */
export class Random {
  readonly #label: string
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(label: string | number) {
    this.#label = String(label)
    this.#a = hash(this.#label, 0x9e3779b9)
    this.#b = hash(this.#label, 0x85ebca6b)
    this.#c = hash(this.#label, 0xc2b2ae35)
    for (let round = 0; round < 12; round += 1) this.unit()
  }

  fork(label: string | number): Random {
    return new Random(`${this.#label}/${label}`)
  }

  /** Uniform in [0, 1). */
  unit(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }

  /** Uniform whole number; both ends are possible. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.unit() * (most - least + 1))
  }

  chance(probability: number): boolean {
    return this.unit() < probability
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.whole(0, choices.length - 1)]
    if (choice === undefined) throw new RangeError('nothing to pick from')
    return choice
  }

  /** A choice among pairs of value and weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let rest = this.unit() * choices.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [choice, weight] of choices) {
      rest -= weight
      if (rest < 0) return choice
    }
    return this.pick(choices)[0]
  }

  /** How many of something that is rare and independent happened, when `mean` happen on average (Poisson). */
  count(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.#normal()))
    const floor = Math.exp(-mean)
    let product = this.unit()
    let happened = 0
    while (product > floor) {
      happened += 1
      product *= this.unit()
    }
    return happened
  }

  /** A positive quantity around `median`, with the long tail that sizes and durations have (log-normal). */
  size(median: number, spread = 0.6): number {
    return Math.max(1, Math.round(median * Math.exp(spread * this.#normal())))
  }

  hex(characters: number): string {
    return this.#text(HEX, characters)
  }

  base32(characters: number): string {
    return this.#text(BASE32, characters)
  }

  alphanumeric(characters: number): string {
    return this.#text(ALPHANUMERIC, characters)
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${this.pick(['8', '9', 'a', 'b'])}${this.hex(3)}-${this.hex(12)}`
  }

  ephemeralPort(): number {
    return this.whole(32_768, 60_999)
  }

  #text(alphabet: string, characters: number): string {
    let text = ''
    for (let at = 0; at < characters; at += 1) text += alphabet[Math.floor(this.unit() * alphabet.length)]
    return text
  }

  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit())
  }
}

/** FNV-1a with a finaliser, so that labels that differ in one character start far apart. */
function hash(text: string, basis: number): number {
  let state = basis ^ 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b)
  return state ^ (state >>> 16)
}
