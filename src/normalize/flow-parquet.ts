import { flowFormat, isReadField } from './flow-fields.ts'
import { BLANK, FLOW, FlowLineParser, NODATA, REJECTED } from './flow-parser.ts'
import { FlowRowText } from './flow-row-text.ts'
import { FlowSubjects } from './flow-subjects.ts'
import type { FlowTextOptions } from './flow-text-decoder.ts'
import type { RowGroup } from './parquet-file.ts'
import type { RejectReason } from './rejection.ts'
import type { RecordSink } from './sink.ts'

/** A Parquet file is read from its end, so it is held whole. Flow logs come in files of some tens of megabytes. */
export const PARQUET_BYTES_MAX = 256 * 2 ** 20

/**
 * Flow logs as Parquet files, with columns named as the fields are, with `-` or `_`. Rows go through the same parser as
 * lines, so they are held to the same rules. One row group is held at a time.
 */
export class FlowParquetDecoder {
  readonly #sink: RecordSink
  readonly #options: FlowTextOptions
  readonly #bytesMax: number
  #chunks: Uint8Array[] = []
  #bytes = 0

  constructor(sink: RecordSink, options: FlowTextOptions = {}, bytesMax: number = PARQUET_BYTES_MAX) {
    this.#sink = sink
    this.#options = options
    this.#bytesMax = bytesMax
  }

  /** Keeps a copy of the chunk. */
  write(chunk: Uint8Array): void {
    this.#bytes += chunk.length
    if (this.#bytes <= this.#bytesMax) this.#chunks.push(Uint8Array.from(chunk))
    else this.#chunks = []
  }

  async end(): Promise<void> {
    if (this.#bytes > this.#bytesMax) {
      this.#reject('record-too-large', `the Parquet file is larger than ${this.#bytesMax} bytes`)
      return
    }
    const file = wholeOf(this.#chunks, this.#bytes)
    this.#chunks = []
    try {
      await this.#read(file)
    } catch (error) {
      this.#reject('malformed-parquet', error instanceof Error ? error.message.slice(0, 200) : 'not readable')
    }
  }

  async #read(file: ArrayBuffer): Promise<void> {
    // Reading Parquet takes more code than all else that reads logs: most scans start without it.
    const { ParquetFile } = await import('./parquet-file.ts')
    const parquet = new ParquetFile(file)
    const read = parquet.columns.filter(isReadField)
    if (read.length < 2) {
      this.#reject('unknown-format', 'the Parquet file has no columns of a flow log')
      return
    }
    const { context = {}, subjects = new FlowSubjects() } = this.#options
    const parser = new FlowLineParser(flowFormat(read), subjects, context)
    for await (const group of parquet.groups(read)) this.#giveRows(group, parser)
  }

  #giveRows({ columns, from, to }: RowGroup, parser: FlowLineParser): void {
    const text = new FlowRowText()
    const at = columns.map(() => 0)
    for (let row = from; row < to; row++) {
      text.begin()
      for (const [column, runs] of columns.entries()) {
        while (at[column] < runs.length - 1 && row >= runs[at[column]].row + runs[at[column]].values.length)
          at[column]++
        const run = runs[at[column]]
        text.add(run?.values[row - run.row])
      }
      const kind = parser.parse(text.end(), 0)
      if (kind === FLOW) this.#sink.flow(parser.record, parser.subjects.list)
      else if (kind === REJECTED) this.#sink.reject({ ...parser.fault, place: { row: row + 1 } })
      else if (kind !== BLANK) this.#sink.idle(kind === NODATA ? 'NODATA' : 'SKIPDATA')
    }
  }

  #reject(reason: RejectReason, detail: string): void {
    this.#sink.reject({ reason, place: { offset: 0 }, detail })
  }
}

function wholeOf(chunks: readonly Uint8Array[], bytes: number): ArrayBuffer {
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole.buffer
}
