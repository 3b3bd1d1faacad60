/** One entry of a list, read. Addresses are inclusive ranges of big-endian integers; IPv4 fits a number. */
export type Indicator =
  | { kind: 'range4'; first: number; last: number; port?: number; threatName?: string }
  | { kind: 'range6'; first: bigint; last: bigint; port?: number; threatName?: string }
  | { kind: 'name'; name: string; threatName?: string }

/** An entry that an observation matched. */
export interface Hit {
  category: import('./category.ts').Category
  listName: string
  threatName?: string
  port?: number
  /** The entry as a list would have it: an address, a range, or a name. */
  entry: string
}
