import zlib from 'node:zlib'

export type Compression = 'gzip' | 'zstd'

/** A stream that inflates to more is stopped. */
export const INFLATED_BYTES_MAX = 64 * 2 ** 30
/** Logs compress 10 to 60 times; deflate reaches 1,030 times with nothing but zeros. */
export const INFLATE_RATIO_MAX = 400
/** The ratio counts only after so much output: small things may compress well. */
const RATIO_FREE_BYTES = 64 * 2 ** 20
const OUTPUT_BYTES = 128 * 1024
const INPUT_BYTES = 64 * 1024
/**
 * Never in UTF-8 text, so what a failing call wrote before it failed can be told from what it left. As zlib copies in
 * wide steps, some bytes of rubbish, fewer than 64, may follow what it meant to write: the last line is not to be trusted.
 */
const UNWRITTEN = 0xff

export type InflateFault = 'truncated-compression' | 'inflate-limit'

export interface InflateLimits {
  inflatedBytesMax?: number | undefined
  inflateRatioMax?: number | undefined
}

/**
 * Inflates a stream in pieces, within the call: gzip with any number of members and zero padding after them, or zstd with
 * any number of frames. What can be read before a damage is given out. Uses the synchronous call beneath `node:zlib`,
 * as its streams offer none; the test of this file tells when a release of Node changes it.
 */
export class Inflater {
  /** Why the stream was given up; nothing is given out after that. */
  fault: InflateFault | undefined
  faultDetail = ''
  bytesIn = 0
  bytesOut = 0
  readonly #codec: Codec
  readonly #inflatedBytesMax: number
  readonly #inflateRatioMax: number
  readonly #give: (piece: Uint8Array) => void
  readonly #output = Buffer.alloc(OUTPUT_BYTES)

  /** `give` is called with each piece of at most 128 KiB, which is overwritten after the call. */
  constructor(compression: Compression, give: (piece: Uint8Array) => void, limits: InflateLimits = {}) {
    this.#codec = openCodec(compression)
    this.#give = give
    this.#inflatedBytesMax = limits.inflatedBytesMax ?? INFLATED_BYTES_MAX
    this.#inflateRatioMax = limits.inflateRatioMax ?? INFLATE_RATIO_MAX
  }

  write(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length && this.fault === undefined; from += INPUT_BYTES) {
      this.#inflate(chunk, from, Math.min(INPUT_BYTES, chunk.length - from), this.#codec.goOn)
    }
  }

  /** Tells a stream that ends early, and frees what is held outside the heap. */
  end(): void {
    if (this.fault === undefined) this.#inflate(new Uint8Array(), 0, 0, this.#codec.finish)
    this.#codec.stream.close()
  }

  #inflate(chunk: Uint8Array, from: number, length: number, flush: number): void {
    const codec = this.#codec
    let at = from
    let left = length
    this.bytesIn += length
    while (this.fault === undefined) {
      this.#output.fill(UNWRITTEN)
      codec.handle.writeSync(flush, chunk, at, left, this.#output, 0, OUTPUT_BYTES)
      if (codec.error !== undefined) {
        this.#hand(writtenBytes(this.#output))
        this.#stop('truncated-compression', `the compressed stream is damaged or ends early: ${codec.error}`)
        return
      }
      const [room, unread] = codec.state
      const idle = room === OUTPUT_BYTES && unread === left
      at += left - unread
      left = unread
      this.#hand(OUTPUT_BYTES - room)
      // Idle with input left is the padding after the last member.
      if (idle || (room > 0 && left === 0)) return
    }
  }

  #hand(bytes: number): void {
    if (bytes === 0) return
    this.bytesOut += bytes
    if (this.bytesOut > this.#inflatedBytesMax) {
      this.#stop('inflate-limit', `it inflates to more than ${this.#inflatedBytesMax} bytes`)
    } else if (this.bytesOut > RATIO_FREE_BYTES && this.bytesOut > this.bytesIn * this.#inflateRatioMax) {
      this.#stop('inflate-limit', `it inflates to more than ${this.#inflateRatioMax} times its size`)
    } else this.#give(this.#output.subarray(0, bytes))
  }

  #stop(fault: InflateFault, detail: string): void {
    this.fault ??= fault
    if (this.fault === fault) this.faultDetail = detail
  }
}

/** Inflates a small payload at once, to at most `bytesMax`; with a fault, what could be read. */
export function inflateWhole(
  compression: Compression,
  bytes: Uint8Array,
  bytesMax: number,
): { bytes: Uint8Array; fault?: InflateFault } {
  try {
    const inflate = compression === 'gzip' ? zlib.gunzipSync : zlib.zstdDecompressSync
    return { bytes: inflate(bytes, { maxOutputLength: bytesMax }) }
  } catch {
    const pieces: Uint8Array[] = []
    const inflater = new Inflater(compression, (piece) => pieces.push(Uint8Array.from(piece)), {
      inflatedBytesMax: bytesMax,
    })
    inflater.write(bytes)
    inflater.end()
    const whole = Buffer.concat(pieces)
    return inflater.fault === undefined ? { bytes: whole } : { bytes: whole, fault: inflater.fault }
  }
}

/** What of a stream of `node:zlib` lies beneath its public face: one synchronous step, and its outcome. */
interface Codec {
  stream: { close(): void }
  handle: {
    writeSync(
      flush: number,
      input: Uint8Array,
      inputAt: number,
      inputLength: number,
      output: Uint8Array,
      outputAt: number,
      outputLength: number,
    ): void
    onerror: (message: string) => void
  }
  /** Room left in the output, bytes left of the input; set by a step that does not fail. */
  state: Uint32Array
  goOn: number
  finish: number
  error: string | undefined
}

function openCodec(compression: Compression): Codec {
  const { Z_NO_FLUSH, Z_FINISH, ZSTD_e_continue, ZSTD_e_end } = zlib.constants
  const stream: unknown = compression === 'gzip' ? zlib.createGunzip() : zlib.createZstdDecompress()
  const inner = stream as { close(): void; _handle: Codec['handle']; _writeState: Uint32Array }
  const codec: Codec = {
    stream: inner,
    handle: inner._handle,
    state: inner._writeState,
    goOn: compression === 'gzip' ? Z_NO_FLUSH : ZSTD_e_continue,
    finish: compression === 'gzip' ? Z_FINISH : ZSTD_e_end,
    error: undefined,
  }
  codec.handle.onerror = (message) => {
    codec.error = message
  }
  return codec
}

function writtenBytes(output: Uint8Array): number {
  let end = output.length
  while (end > 0 && output[end - 1] === UNWRITTEN) end--
  return end
}
