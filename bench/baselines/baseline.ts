import { spawnSync } from 'node:child_process'
import type { StoredLogs } from '../generate/store-log-set.ts'
import type { Command } from '../measure.ts'

/** Another program's way with the same logs, to compare with. */
export interface Baseline {
  name: string
  /** A program that may not be installed; the baseline is then left out and named. */
  needs?: string
  command: Command
  /** The part of the logs that it is given, because all of them would take minutes; its time is scaled up. Default 1. */
  share?: number
  /** Picket's CPU time must be at most this many times the baseline's. */
  picketCpuRatioMax?: number
}

const NODE = process.execPath
const script = (name: string) => new URL(`./${name}`, import.meta.url).pathname

/** Only decompresses. */
export function gzip(logs: StoredLogs): Baseline {
  return { name: 'gzip -dc', needs: 'gzip', command: { script: 'gzip -dc "$@" > /dev/null', args: logs.files } }
}

/** Inflates and parses JSON in one thread, and looks at nothing. */
export function jsonParseLoop(logs: StoredLogs): Baseline {
  const args = [NODE, script('json-parse-loop.ts'), ...logs.files]
  return { name: 'zlib + JSON.parse', command: { script: '"$@" > /dev/null', args } }
}

/** Reads flow logs by the line, splits them and asks a Set. */
export function readlineSplit(logs: StoredLogs, list: string): Baseline {
  const { files, share } = partOf(logs)
  const args = [NODE, script('readline-split.ts'), list, ...files]
  return { name: 'readline + split + Set', share, command: { script: '"$@" > /dev/null', args } }
}

/** Looks for the list's addresses anywhere in uncompressed text; status 1 means that none was there. */
export function grepcidr(text: string, list: string): Baseline {
  return {
    name: 'grepcidr on text',
    needs: 'grepcidr',
    command: { script: 'grepcidr -f "$1" "$2" > /dev/null', args: [list, text], worked: [0, 1] },
  }
}

/** Prints one member of every record. */
export function jq(logs: StoredLogs, filter: string): Baseline {
  const { files, share } = partOf(logs)
  return {
    name: `jq -c ${filter}`,
    needs: 'jq',
    share,
    command: { script: 'filter=$1; shift; gzip -dc "$@" | jq -c "$filter" > /dev/null', args: [filter, ...files] },
  }
}

/** Whether the program can be run here. */
export function isInstalled(program: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0
}

const SLOW_BASELINE_FILES_SHARE = 0.1

/** The first tenth of the files, which are all of one size but the last. */
function partOf({ files, records, recordsPerFile }: StoredLogs): { files: string[]; share: number } {
  const part = files.slice(0, Math.max(1, Math.floor(files.length * SLOW_BASELINE_FILES_SHARE)))
  return { files: part, share: Math.min(1, (part.length * recordsPerFile) / records) }
}
