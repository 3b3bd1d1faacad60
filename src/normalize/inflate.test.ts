import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { type Compression, type InflateLimits, Inflater, inflateWhole } from './inflate.ts'

const TEXT = Buffer.from(
  Array.from({ length: 20_000 }, (_, i) => `line ${i} of a log ${(i * 7919) % 10_007}\n`).join(''),
)
const COMPRESS = { gzip: (bytes: Uint8Array) => gzipSync(bytes), zstd: (bytes: Uint8Array) => zstdCompressSync(bytes) }

for (const compression of ['gzip', 'zstd'] as const) {
  const compressed = COMPRESS[compression](TEXT)

  describe(compression, () => {
    it('gives the same bytes however the stream is cut', () => {
      for (const size of [1, 7, 1000, 65_536, compressed.length]) {
        const { text, fault } = inflate(compression, compressed, size)
        assert.equal(fault, undefined)
        assert.ok(text.equals(TEXT), `in pieces of ${size}`)
      }
    })

    it('reads streams written one after another, wherever the cut falls', () => {
      const one = COMPRESS[compression](Buffer.from('one\n'))
      const both = Buffer.concat([one, compressed, one])
      for (const size of [one.length, one.length + compressed.length, 1, both.length]) {
        const { text, fault } = inflate(compression, both, size)
        assert.equal(fault, undefined)
        assert.equal(text.length, TEXT.length + 8)
      }
    })

    it('gives what it could read of a stream that ends early, and says so', () => {
      const { text, fault } = inflate(compression, compressed.subarray(0, compressed.length - 1), 4096)
      assert.equal(fault, 'truncated-compression')
      assert.ok(text.equals(TEXT.subarray(0, text.length)))
      if (compression === 'gzip') assert.equal(text.length, TEXT.length)
    })

    it('says so when only a part of the next stream follows', () => {
      const { text, fault } = inflate(compression, Buffer.concat([compressed, compressed.subarray(0, 5)]), 4096)
      assert.equal(fault, 'truncated-compression')
      assert.ok(text.equals(TEXT))
    })

    it('gives the streams before a damaged one', () => {
      const damaged = Buffer.from(compressed).fill(0xff, 4, 60)
      const { text, fault } = inflate(compression, Buffer.concat([compressed, damaged]), 65_536)
      assert.equal(fault, 'truncated-compression')
      assert.ok(text.subarray(0, TEXT.length).equals(TEXT))
    })

    it('stops at the largest size', () => {
      const { text, fault } = inflate(compression, compressed, 4096, { inflatedBytesMax: 300_000 })
      assert.equal(fault, 'inflate-limit')
      assert.ok(text.length <= 300_000)
    })

    it('stops what inflates beyond any log', () => {
      const bomb = COMPRESS[compression](Buffer.alloc(80 * 2 ** 20))
      const { text, fault } = inflate(compression, bomb, 65_536)
      assert.equal(fault, 'inflate-limit')
      assert.ok(text.length <= 64 * 2 ** 20)
    })

    it('never throws on any bytes', () => {
      const mutated = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
        const bytes = Uint8Array.from(compressed)
        bytes[at % bytes.length] ^= change
        return bytes
      })
      fc.assert(
        fc.property(fc.oneof(mutated, fc.uint8Array()), fc.integer({ min: 1, max: 65_536 }), (bytes, size) => {
          inflate(compression, bytes, size)
        }),
        { numRuns: 60 },
      )
    })

    it('inflates a payload at once, up to a limit', () => {
      assert.ok(Buffer.from(inflateWhole(compression, compressed, TEXT.length).bytes).equals(TEXT))
      assert.equal(inflateWhole(compression, compressed, TEXT.length - 1).fault, 'inflate-limit')
      assert.equal(inflateWhole(compression, compressed.subarray(0, 100), TEXT.length).fault, 'truncated-compression')
    })
  })
}

it('takes zeros after a gzip stream as padding', () => {
  const padded = Buffer.concat([gzipSync(TEXT), Buffer.alloc(100_000)])
  for (const size of [999, padded.length]) assert.equal(inflate('gzip', padded, size).fault, undefined)
})

it('gives all of a gzip stream whose checksum is wrong', () => {
  const bytes = gzipSync(TEXT)
  bytes[bytes.length - 6] ^= 1
  const { text, fault } = inflate('gzip', bytes, bytes.length)
  assert.equal(fault, 'truncated-compression')
  assert.ok(text.subarray(0, TEXT.length).equals(TEXT))
  assert.ok(text.length - TEXT.length < 64)
})

function inflate(compression: Compression, bytes: Uint8Array, size: number, limits: InflateLimits = {}) {
  const pieces: Buffer[] = []
  const inflater = new Inflater(compression, (piece) => pieces.push(Buffer.from(piece)), limits)
  for (let at = 0; at < bytes.length; at += size) inflater.write(bytes.subarray(at, at + size))
  inflater.end()
  return { text: Buffer.concat(pieces), fault: inflater.fault }
}
