import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/**
 * The least that a program in this language does with gzipped JSON logs: inflate, make strings, `JSON.parse`. Takes files;
 * says how many records it saw. `{"Records":[…]}` is parsed whole, anything else line by line.
 */
let records = 0
for (const file of process.argv.slice(2)) {
  const text = gunzipSync(readFileSync(file)).toString('utf8')
  if (text.startsWith('{"Records"')) {
    const document = JSON.parse(text) as { Records: unknown[] }
    records += document.Records.length
    continue
  }
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    if (typeof JSON.parse(text.slice(start, end)) === 'object') records += 1
    start = end + 1
  }
}
process.stdout.write(`${records}\n`)
