/** Log files of one kind, made from a seed: the same numbers give the same bytes. */
export interface LogSet {
  /** e.g. `flow-v2`; the folder's name, together with the number of records. */
  name: string
  records: number
  recordsPerFile: number
  fileName(file: number): string
  /** The text of one file in pieces of some tens of kilobytes. Depends on `file` and `records` alone. */
  pieces(file: number, records: number): Iterable<string>
}

/** Grow this when a generator changes what it writes, so that data of before is not re-used. */
export const GENERATION = 2

export function filesOf(set: LogSet): { file: number; records: number }[] {
  const count = Math.ceil(set.records / set.recordsPerFile)
  return Array.from({ length: count }, (_, file) => ({
    file,
    records: Math.min(set.recordsPerFile, set.records - file * set.recordsPerFile),
  }))
}

const PIECE_CHARACTERS = 65_536

/** Joins short texts into pieces that are worth a write. */
export function* joined(texts: Iterable<string>): Generator<string> {
  let piece = ''
  for (const text of texts) {
    piece += text
    if (piece.length >= PIECE_CHARACTERS) {
      yield piece
      piece = ''
    }
  }
  if (piece !== '') yield piece
}

const FIRST_LISTED_TURN = 200

/** Whether it is the turn of a listed remote: once in `every`, and in every file of more than a few hundred turns. */
export function isListedTurn(turn: number, every: number): boolean {
  return turn % every === FIRST_LISTED_TURN
}
