import { Extractor, type RunSink } from '../detect/extract.ts'
import type { Screen } from '../detect/screen.ts'
import type { LogObject } from '../ingest/log-object.ts'
import { readObject } from '../ingest/read-object.ts'
import type { Indicators } from '../intel/indicators.ts'
import { Decoder, type DecoderOptions } from '../normalize/decoder.ts'
import { Meter, type Metered } from './meter.ts'

/** What extraction works with, the same in every thread. */
export interface ExtractSettings {
  screen: Screen
  decoder: DecoderOptions
  /** Count whose records they are, for usage statistics. */
  metered?: boolean
}

/** Progress within an object: bytes as stored, and records. */
export type OnBytes = (bytes: number) => void | Promise<void>

/** One thread's share of the work: reads objects, decodes them, extracts. */
export class ObjectExtractor {
  readonly extractor: Extractor
  /** What was counted since the last taking, when it is counted. */
  metered: Metered[] = []
  readonly #settings: ExtractSettings

  constructor(settings: ExtractSettings, indicators: Indicators, runs: RunSink) {
    this.#settings = settings
    this.extractor = new Extractor(settings.screen, indicators, runs)
  }

  /** Reads one object to its end; answers its bytes once decompressed. Throws `UnreadablePath`. */
  async extract(object: LogObject, onBytes: OnBytes): Promise<number> {
    this.extractor.begin(object.name)
    const { decoder: options, metered } = this.#settings
    const context = object.kind === 'delivered' ? object.context : options.context
    const meter = metered === true ? new Meter(this.extractor, context) : undefined
    const decoder = new Decoder(meter ?? this.extractor, { ...options, context })
    for await (const chunk of readObject(object)) {
      decoder.write(chunk)
      await onBytes(chunk.length)
    }
    await decoder.end()
    if (meter !== undefined) this.metered.push(...meter.take())
    return decoder.bytesInflated
  }
}
