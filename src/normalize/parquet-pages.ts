import type { RowGroup } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'

/** Flow logs are written in groups of a million rows at most. */
export const ROW_GROUP_ROWS_MAX = 4 * 2 ** 20
const PAGE_BYTES_MAX = 64 * 2 ** 20

/**
 * Throws when a page of the row group claims a size that reading would have to make room for. Run lengths inside pages
 * are not looked at.
 */
export function checkPages(file: ArrayBuffer, group: RowGroup): void {
  for (const { meta_data: column } of group.columns) {
    if (column === undefined) throw new Error('a column without metadata')
    const start = Number(column.dictionary_page_offset ?? column.data_page_offset)
    const end = start + Number(column.total_compressed_size)
    if (!(start >= 0 && end <= file.byteLength && start <= end)) throw new Error('a column outside the file')
    const reader = { view: new DataView(file, start, end - start), offset: 0 }
    let values = 0
    while (values < group.num_rows && reader.offset < reader.view.byteLength - 1) {
      const page = parquetHeader(reader)
      const count = page.data_page_header?.num_values ?? page.data_page_header_v2?.num_values ?? 0
      const inDictionary = page.dictionary_page_header?.num_values ?? 0
      const inFile = page.compressed_page_size
      if (!(count >= 0 && inDictionary >= 0 && inFile >= 0)) throw new Error('a page of a negative size')
      if (
        count > ROW_GROUP_ROWS_MAX ||
        inDictionary > ROW_GROUP_ROWS_MAX ||
        page.uncompressed_page_size > PAGE_BYTES_MAX
      ) {
        throw new Error('a page larger than can be')
      }
      values += count
      reader.offset += inFile
    }
  }
}
