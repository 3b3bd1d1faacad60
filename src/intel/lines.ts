/** Lines of a text with their 1-based numbers, trimmed; blank ones are left out. Nothing is split at once. */
export function* linesOf(text: string): Generator<[line: string, number: number], void, void> {
  let number = 0
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    number++
    const line = text.slice(start, end).trim()
    if (line !== '') yield [line, number]
    start = end + 1
  }
}
