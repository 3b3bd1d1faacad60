import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { filesOf, GENERATION, type LogSet } from './log-set.ts'

/** A log set on disk: gzipped files in a directory of their own. */
export interface StoredLogs {
  /** Holds the logs and nothing else, so that it can be scanned. */
  directory: string
  /** Absolute paths, in the order of time. */
  files: string[]
  records: number
  recordsPerFile: number
  textBytes: number
  gzipBytes: number
}

interface Manifest {
  generation: number
  records: number
  recordsPerFile: number
  textBytes: number
  gzipBytes: number
}

/** Compression runs in zlib's threads while the next file's text is made. */
const FILES_AT_ONCE = 2

/** Writes the set under `root`, or finds it there from an earlier run with the same parameters. */
export async function storeLogSet(set: LogSet, root: string): Promise<StoredLogs> {
  const home = join(root, `${set.name}-${set.records}`)
  const directory = join(home, 'logs')
  const manifestFile = join(home, 'manifest.json')
  const plan = filesOf(set)
  const files = plan.map(({ file }) => join(directory, set.fileName(file)))
  const earlier = manifestOf(manifestFile)
  if (earlier !== undefined && fits(earlier, set) && files.every((file) => existsSync(file))) {
    return { ...earlier, directory, files }
  }
  rmSync(home, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  const sizes = { textBytes: 0, gzipBytes: 0 }
  const queue = plan.values()
  const writer = async () => {
    for (const { file, records } of queue) {
      const path = files[file] ?? ''
      const textBytes = await writeGzipped(set.pieces(file, records), path)
      sizes.textBytes += textBytes
      sizes.gzipBytes += statSync(path).size
    }
  }
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, writer))
  const { records, recordsPerFile } = set
  const manifest: Manifest = { generation: GENERATION, records, recordsPerFile, ...sizes }
  writeFileSync(manifestFile, `${JSON.stringify(manifest)}\n`)
  return { ...manifest, directory, files }
}

/** The whole set as one uncompressed file beside the logs, for programs that read text only. */
export async function uncompressedText(logs: StoredLogs): Promise<string> {
  const path = join(logs.directory, '..', 'text.log')
  if (existsSync(path) && statSync(path).size === logs.textBytes) return path
  rmSync(path, { force: true })
  for (const file of logs.files) {
    await pipeline(createReadStream(file), createGunzip(), createWriteStream(path, { flags: 'a' }))
  }
  return path
}

async function writeGzipped(pieces: Iterable<string>, path: string): Promise<number> {
  let bytes = 0
  const counted = function* () {
    for (const piece of pieces) {
      const buffer = Buffer.from(piece)
      bytes += buffer.length
      yield buffer
    }
  }
  await pipeline(Readable.from(counted()), createGzip(), createWriteStream(`${path}.part`))
  await rename(`${path}.part`, path)
  return bytes
}

function manifestOf(path: string): Manifest | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined
}

function fits(manifest: Manifest, set: LogSet): boolean {
  return (
    manifest.generation === GENERATION &&
    manifest.records === set.records &&
    manifest.recordsPerFile === set.recordsPerFile
  )
}
