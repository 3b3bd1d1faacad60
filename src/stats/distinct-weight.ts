import { mix32 } from '../std/hash.ts'

/** 256 registers: a standard error of 6.5 %, in 256 bytes. */
const INDEX_BITS = 8
const REGISTERS = 1 << INDEX_BITS
const RANK_BITS = 32 - INDEX_BITS
const ALPHA_INFINITE = 1 / (2 * Math.LN2)
/** Odd, so that the units of one value all differ. */
const UNIT_STEP = 0x9e3779b1

/**
 * The total weight of distinct values, estimated in constant space: a HyperLogLog in which a value of weight w stands for
 * w units of its own. Adding a value again changes nothing, and the order of adding does not matter.
 */
export class DistinctWeight {
  readonly #registers: Uint8Array

  constructor(registers = new Uint8Array(REGISTERS)) {
    this.#registers = registers
  }

  /** `hash` is 32 bits and well spread; `weight` a whole number, which is also how many steps this takes. */
  add(hash: number, weight: number): void {
    for (let unit = 0; unit < weight; unit++) {
      const bits = mix32(hash + Math.imul(unit, UNIT_STEP))
      const index = bits >>> RANK_BITS
      const rank = Math.min(Math.clz32(bits << INDEX_BITS), RANK_BITS) + 1
      if (rank > this.#registers[index]) this.#registers[index] = rank
    }
  }

  /** Ertl's improved raw estimator (arXiv:1702.01284): without bias from nothing to billions, and no tables. */
  estimate(): number {
    const counts = new Uint32Array(RANK_BITS + 2)
    for (const rank of this.#registers) counts[rank]++
    let z = REGISTERS * tau(1 - counts[RANK_BITS + 1] / REGISTERS)
    for (let rank = RANK_BITS; rank >= 1; rank--) z = 0.5 * (z + counts[rank])
    z += REGISTERS * sigma(counts[0] / REGISTERS)
    return (ALPHA_INFINITE * REGISTERS * REGISTERS) / z
  }

  snapshot(): string {
    return Buffer.from(this.#registers).toString('base64')
  }

  static restore(snapshot: string): DistinctWeight {
    return new DistinctWeight(new Uint8Array(Buffer.from(snapshot, 'base64')))
  }
}

function sigma(start: number): number {
  if (start === 1) return Number.POSITIVE_INFINITY
  let x = start
  let y = 1
  let z = start
  for (let before = -1; z !== before; ) {
    x *= x
    before = z
    z += x * y
    y += y
  }
  return z
}

function tau(start: number): number {
  if (start === 0 || start === 1) return 0
  let x = start
  let y = 1
  let z = 1 - start
  for (let before = -1; z !== before; ) {
    x = Math.sqrt(x)
    before = z
    y *= 0.5
    z -= (1 - x) ** 2 * y
  }
  return z / 3
}
