import { DEFAULT_FLOW_FIELDS, flowFormat, formatOfHeader } from './flow-fields.ts'
import { SLACK_BYTES } from './flow-line.ts'
import { BLANK, FlowLineParser, REJECTED } from './flow-parser.ts'
import { isoPrefixEnd } from './iso-prefix.ts'

export type ContentFormat = 'gzip' | 'zstd' | 'parquet' | 'json' | 'flow' | 'empty' | 'unknown'

/** What is looked at before a format is told. */
export const SNIFFED_BYTES = 4096
const LF = 10
/** The start of a flow record in version 2's order, which formats of later versions mostly keep. */
const FLOW_START = /^\d{1,2}[ \t]+\d{12}[ \t]+eni-/

/**
 * Tells a format by how the content starts; undefined when `bytes` are too few to tell and more may come. `flowFields`
 * is the order of fields expected of flow logs without a header.
 */
export function contentFormat(
  bytes: Uint8Array,
  isAll: boolean,
  flowFields: string | readonly string[] = DEFAULT_FLOW_FIELDS,
): ContentFormat | undefined {
  const certain = isAll || bytes.length >= SNIFFED_BYTES
  if (bytes.length < 4 && !certain) return undefined
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip'
  if (startsWith(bytes, [0x28, 0xb5, 0x2f, 0xfd]) || isSkippableFrame(bytes)) return 'zstd'
  if (startsWith(bytes, [0x50, 0x41, 0x52, 0x31])) return 'parquet'
  const text = bytes.subarray(contentStart(bytes))
  if (text.length === 0) return certain ? (isAll ? 'empty' : 'unknown') : undefined
  const lines = isAll ? text : text.subarray(0, text.lastIndexOf(LF) + 1)
  const padded = withSlack(text)
  const message = text.subarray(isoPrefixEnd(padded, 0))
  if (isJsonStart(message[0])) return 'json'
  if (lines.length === 0 && !certain) return undefined
  return isFlowText(certain ? text : lines, flowFields) ? 'flow' : certain ? 'unknown' : undefined
}

/** Whether any line is a header or a record; a first one that is damaged does not hide the others. */
function isFlowText(text: Uint8Array, flowFields: string | readonly string[]): boolean {
  const padded = withSlack(text)
  const parser = new FlowLineParser(flowFormat(flowFields))
  for (let at = 0; at < text.length; at = parser.next) {
    const start = isoPrefixEnd(padded, at)
    const kind = parser.parse(padded, start)
    if (kind !== BLANK && kind !== REJECTED) return true
    const line = text.subarray(start, parser.next - 1)
    if (formatOfHeader(line) !== undefined || FLOW_START.test(Buffer.from(line.subarray(0, 64)).toString('latin1')))
      return true
  }
  return false
}

/** The text with a line feed at its end, and the slack that parsing lines takes for granted. */
function withSlack(text: Uint8Array): DataView {
  const padded = new Uint8Array(text.length + 1 + SLACK_BYTES)
  padded.set(text)
  padded[text.length] = LF
  return new DataView(padded.buffer)
}

/** After a byte order mark and white space. */
function contentStart(bytes: Uint8Array): number {
  let at = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0
  while (at < bytes.length && (bytes[at] === 32 || (bytes[at] >= 9 && bytes[at] <= 13))) at++
  return at
}

function isJsonStart(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b || byte === 0x1e
}

function isSkippableFrame(bytes: Uint8Array): boolean {
  return bytes[0] >= 0x50 && bytes[0] <= 0x5f && bytes[1] === 0x2a && bytes[2] === 0x4d && bytes[3] === 0x18
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}
