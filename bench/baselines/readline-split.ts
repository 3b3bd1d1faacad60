import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'

/**
 * The usual way to look up flow logs in a list: lines as strings, split at spaces, both addresses asked for in a Set.
 * Takes the list and the files; says how many records were listed.
 */
const [list = '', ...files] = process.argv.slice(2)
const listed = new Set(readFileSync(list, 'utf8').split('\n'))
let hits = 0
for (const file of files) {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity })
  for await (const line of lines) {
    const fields = line.split(' ')
    if (listed.has(fields[3] ?? '') || listed.has(fields[4] ?? '')) hits += 1
  }
}
process.stdout.write(`${hits}\n`)
