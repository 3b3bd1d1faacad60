import { Extractor, type RunSink } from '../detect/extract.ts'
import type { Screen } from '../detect/screen.ts'
import type { LogObject } from '../ingest/log-object.ts'
import { readObject } from '../ingest/read-object.ts'
import type { Indicators } from '../intel/indicators.ts'
import { Decoder, type DecoderOptions } from '../normalize/decoder.ts'

/** What extraction works with, the same in every thread. */
export interface ExtractSettings {
  screen: Screen
  decoder: DecoderOptions
}

/** Progress within an object: bytes as stored, and records. */
export type OnBytes = (bytes: number) => void | Promise<void>

/** One thread's share of the work: reads objects, decodes them, extracts. */
export class ObjectExtractor {
  readonly extractor: Extractor
  readonly #settings: ExtractSettings

  constructor(settings: ExtractSettings, indicators: Indicators, runs: RunSink) {
    this.#settings = settings
    this.extractor = new Extractor(settings.screen, indicators, runs)
  }

  /** Reads one object to its end; answers its bytes once decompressed. Throws `UnreadablePath`. */
  async extract(object: LogObject, onBytes: OnBytes): Promise<number> {
    this.extractor.begin(object.name)
    const decoder = new Decoder(this.extractor, this.#settings.decoder)
    for await (const chunk of readObject(object)) {
      decoder.write(chunk)
      await onBytes(chunk.length)
    }
    await decoder.end()
    return decoder.bytesInflated
  }
}
