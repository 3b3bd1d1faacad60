import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Candidate, CandidateRun } from '../detect/candidates.ts'
import type { CandidateCursor } from '../detect/correlate.ts'
import type { RowCursor } from '../detect/flow-groups.ts'
import { type FlowRun, ROW_WORDS } from '../detect/flow-rows.ts'
import type { FlowSubject } from '../normalize/event.ts'

const ROW_BYTES = ROW_WORDS * 4
const BLOCK_ROWS = 4_096
const BLOCK_BYTES = 256 << 10

const MEMORY_BYTES_MAX = 160 << 20

/**
 * Holds extracted runs until they are correlated: in memory up to `memoryBytesMax`, the rest in a temporary file that
 * `close` removes. A full disk fails the scan with a message; nothing is dropped before `close`, everything after it:
 * threads of a scan that was given up may still be sending.
 */
export class RunStore {
  readonly memoryBytesMax: number
  #memoryBytes = 0
  #isClosed = false
  readonly #rows: (() => RowCursor)[] = []
  readonly #candidates: (() => CandidateCursor)[] = []
  #spill: Spill | undefined

  constructor(memoryBytesMax = MEMORY_BYTES_MAX) {
    this.memoryBytesMax = memoryBytesMax
  }

  flowRun({ words, rows, subjects }: FlowRun): void {
    if (this.#isClosed) return
    if (this.#fits(rows * ROW_BYTES)) this.#rows.push(() => new MemoryRows(words, rows, subjects))
    else {
      const offset = this.#write(new Uint8Array(words.buffer, words.byteOffset, rows * ROW_BYTES))
      const file = this.#spillFile()
      this.#rows.push(() => new SpilledRows(file, offset, rows, subjects))
    }
  }

  candidateRun(run: CandidateRun): void {
    if (this.#isClosed) return
    if (this.#fits(run.bytes.length)) {
      this.#candidates.push(() => new RunCandidates(run, (from, to) => run.bytes.subarray(from, to)))
    } else {
      const offset = this.#write(run.bytes)
      const reader = new BlockReader(this.#spillFile(), offset, run.bytes.length)
      const columns = { ...run, bytes: new Uint8Array(0) }
      this.#candidates.push(() => new RunCandidates(columns, (from, to) => reader.read(from, to)))
    }
  }

  rowCursors(): RowCursor[] {
    return this.#rows.map((open) => open())
  }

  candidateCursors(): CandidateCursor[] {
    return this.#candidates.map((open) => open())
  }

  close(): void {
    this.#isClosed = true
    this.#spill?.close()
  }

  #fits(bytes: number): boolean {
    if (this.#memoryBytes + bytes > this.memoryBytesMax) return false
    this.#memoryBytes += bytes
    return true
  }

  #write(bytes: Uint8Array): number {
    this.#spill ??= new Spill()
    return this.#spill.write(bytes)
  }

  #spillFile(): number {
    this.#spill ??= new Spill()
    return this.#spill.file
  }
}

class Spill {
  readonly directory = mkdtempSync(join(tmpdir(), 'picket-scan-'))
  readonly file = openSync(join(this.directory, 'runs'), 'w+', 0o600)
  #end = 0

  write(bytes: Uint8Array): number {
    const start = this.#end
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.file, bytes, written, bytes.length - written, start + written)
    }
    this.#end += bytes.length
    return start
  }

  close(): void {
    closeSync(this.file)
    rmSync(this.directory, { recursive: true, force: true })
  }
}

class MemoryRows implements RowCursor {
  readonly words: Uint32Array
  readonly doubles: Float64Array
  readonly subjects: readonly FlowSubject[]
  at = -ROW_WORDS
  readonly #end: number

  constructor(words: Uint32Array, rows: number, subjects: readonly FlowSubject[]) {
    this.words = words
    this.doubles = new Float64Array(words.buffer, words.byteOffset, (rows * ROW_WORDS) / 2)
    this.subjects = subjects
    this.#end = rows * ROW_WORDS
  }

  advance(): boolean {
    this.at += ROW_WORDS
    return this.at < this.#end
  }
}

class SpilledRows implements RowCursor {
  readonly words = new Uint32Array(BLOCK_ROWS * ROW_WORDS)
  readonly doubles = new Float64Array(this.words.buffer)
  readonly subjects: readonly FlowSubject[]
  at = 0
  #inBlock = 0
  #next = 0
  readonly #file: number
  readonly #offset: number
  readonly #rows: number

  constructor(file: number, offset: number, rows: number, subjects: readonly FlowSubject[]) {
    this.#file = file
    this.#offset = offset
    this.#rows = rows
    this.subjects = subjects
  }

  advance(): boolean {
    this.at += ROW_WORDS
    if (this.at < this.#inBlock * ROW_WORDS) return true
    const rows = Math.min(BLOCK_ROWS, this.#rows - this.#next)
    if (rows <= 0) return false
    readFully(this.#file, new Uint8Array(this.words.buffer, 0, rows * ROW_BYTES), this.#offset + this.#next * ROW_BYTES)
    this.#next += rows
    this.#inBlock = rows
    this.at = 0
    return true
  }
}

class RunCandidates implements CandidateCursor {
  readonly #run: CandidateRun
  readonly #bytes: (from: number, to: number) => Uint8Array
  #index = -1
  current: Candidate = { time: 0, source: 'cloudtrail', context: {}, bytes: new Uint8Array(0) }

  constructor(run: CandidateRun, bytes: (from: number, to: number) => Uint8Array) {
    this.#run = run
    this.#bytes = bytes
  }

  advance(): boolean {
    const index = ++this.#index
    const { count, times, offsets, originIndexes, origins } = this.#run
    if (index >= count) return false
    const origin = origins[originIndexes[index]]
    this.current = { time: times[index], ...origin, bytes: this.#bytes(offsets[index], offsets[index + 1]) }
    return true
  }
}

/** Reads ascending ranges of a stretch of a file; each answer is a copy. */
class BlockReader {
  readonly #file: number
  readonly #offset: number
  readonly #length: number
  #block = new Uint8Array(0)
  #blockStart = 0

  constructor(file: number, offset: number, length: number) {
    this.#file = file
    this.#offset = offset
    this.#length = length
  }

  read(from: number, to: number): Uint8Array {
    if (from < this.#blockStart || to > this.#blockStart + this.#block.length) {
      this.#block = new Uint8Array(Math.min(Math.max(BLOCK_BYTES, to - from), this.#length - from))
      this.#blockStart = from
      readFully(this.#file, this.#block, this.#offset + from)
    }
    return this.#block.slice(from - this.#blockStart, to - this.#blockStart)
  }
}

function readFully(file: number, into: Uint8Array, offset: number): void {
  for (let done = 0; done < into.length; ) {
    const bytes = readSync(file, into, done, into.length - done, offset + done)
    if (bytes === 0) throw new Error('the temporary file of this scan is shorter than what was written to it')
    done += bytes
  }
}
