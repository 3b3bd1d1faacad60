import { type FileMetaData, parquetMetadata, parquetRead, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { checkPages, ROW_GROUP_ROWS_MAX } from './parquet-pages.ts'

/** A run of a column's values; `row` is where in the file it starts. */
export interface ColumnRun {
  row: number
  values: ArrayLike<unknown>
}

/** The rows `[from, to)` of a file, by column. */
export interface RowGroup {
  columns: ColumnRun[][]
  from: number
  to: number
}

/** A Parquet file in memory, read one row group at a time. Throws for what is none, or is larger than its bounds. */
export class ParquetFile {
  readonly columns: readonly string[]
  readonly #file: ArrayBuffer
  readonly #metadata: FileMetaData

  constructor(file: ArrayBuffer) {
    this.#file = file
    this.#metadata = parquetMetadata(file)
    this.columns = parquetSchema(this.#metadata).children.map((column) => column.element.name)
  }

  /** The values of the named columns, in the order of the names. */
  async *groups(columns: string[]): AsyncGenerator<RowGroup, void, void> {
    let from = 0
    for (const group of this.#metadata.row_groups) {
      checkPages(this.#file, group)
      const to = from + Number(group.num_rows)
      yield { columns: await this.#read(columns, from, to), from, to }
      from = to
    }
    if (BigInt(from) !== this.#metadata.num_rows)
      throw new Error('the row groups have another number of rows than the file')
  }

  async #read(columns: string[], rowStart: number, rowEnd: number): Promise<ColumnRun[][]> {
    if (rowEnd - rowStart > ROW_GROUP_ROWS_MAX) throw new Error(`a row group of more than ${ROW_GROUP_ROWS_MAX} rows`)
    const runs = columns.map((): ColumnRun[] => [])
    if (rowEnd === rowStart) return runs
    await parquetRead({
      file: this.#file,
      metadata: this.#metadata,
      columns,
      rowStart,
      rowEnd,
      compressors,
      parsers: { stringFromBytes: (bytes: Uint8Array) => bytes },
      onChunk: ({ columnName, columnData, rowStart }) => {
        runs[columns.indexOf(columnName)].push({ row: rowStart, values: columnData })
      },
    })
    return runs
  }
}
