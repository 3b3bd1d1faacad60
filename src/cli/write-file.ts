import { accessSync, closeSync, constants, lstatSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { reasonOf } from '../ingest/list-objects.ts'

/**
 * Throws when a file cannot be written, before the work that it is for. Nothing is opened or made for that: a scan that
 * fails leaves what is there as it is.
 */
export function checkWritable(path: string): void {
  const fault = faultOf(path)
  if (fault !== undefined) throw new Error(`cannot write ${path}: ${fault}`)
}

function faultOf(path: string): string | undefined {
  const folder = dirname(path)
  try {
    const existing = statSync(path, { throwIfNoEntry: false })
    if (existing?.isDirectory()) return 'it is a directory'
    if (existing === undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      return `there is no directory ${folder}`
    accessSync(existing === undefined ? folder : path, constants.W_OK)
    return undefined
  } catch (error) {
    return reasonOf(error)
  }
}

/** Writes a file anew. One that cannot be written to its end is removed: half of it would look like the whole. */
export function writeFile(path: string, texts: Iterable<string>): void {
  try {
    const file = openSync(path, 'w')
    try {
      for (const text of texts) writeAll(file, text)
    } catch (error) {
      if (isClosedPipe(error)) return
      if (lstatSync(path, { throwIfNoEntry: false })?.isFile()) rmSync(path)
      throw error
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw new Error(`cannot write ${path}: ${reasonOf(error)}`)
  }
}

/** Writes to standard output. */
export function writeOut(texts: Iterable<string>): void {
  try {
    for (const text of texts) writeAll(STANDARD_OUTPUT, text)
  } catch (error) {
    if (!isClosedPipe(error)) throw error
  }
}

/** A reader that has seen enough, such as head, closes the pipe. */
function isClosedPipe(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EPIPE'
}

const STANDARD_OUTPUT = 1

/** A pipe may take less than all at once, or nothing for a while. */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(file, bytes, written)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}
