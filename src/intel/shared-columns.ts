/** A column of unsigned 32-bit integers that grows as it is filled. */
export class GrowingColumn {
  #values = new Uint32Array(1_024)
  #length = 0

  get length(): number {
    return this.#length
  }

  at(index: number): number {
    return this.#values[index]
  }

  /** What was pushed; a view that the next push may leave behind. */
  get values(): Uint32Array {
    return this.#values.subarray(0, this.#length)
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Uint32Array(this.#length * 2)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.#length++] = value
  }
}

interface SharedArray<A> {
  new (buffer: SharedArrayBuffer): A
  readonly BYTES_PER_ELEMENT: number
}

/** A typed array that threads share instead of copying. */
export function sharedColumn<A>(kind: SharedArray<A>, length: number): A {
  return new kind(new SharedArrayBuffer(length * kind.BYTES_PER_ELEMENT))
}

/** A shared copy of a column. */
export function sharedCopy(values: ArrayLike<number>): Uint32Array {
  const copy = sharedColumn(Uint32Array, values.length)
  copy.set(values)
  return copy
}
