/**
 * Whether a pattern with `*` (any text) and `?` (any character) fits the whole text, in any case. Costs at most the product
 * of their lengths, whatever the pattern.
 */
export function fitsPattern(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase()
  const given = text.toLowerCase()
  let w = 0
  let g = 0
  let star = -1
  let tried = 0
  while (g < given.length) {
    if (wanted[w] === '*') {
      star = w++
      tried = g
    } else if (w < wanted.length && (wanted[w] === '?' || wanted[w] === given[g])) {
      w++
      g++
    } else if (star >= 0) {
      w = star + 1
      g = ++tried
    } else return false
  }
  while (wanted[w] === '*') w++
  return w === wanted.length
}
