const QUOTE = 0x22
const COLON = 0x3a
const SPACE = 0x20
const BACKSLASH = 0x5c
const LETTER_T = 0x54
/** Within so many bytes the first member of the first answer has begun. */
const MEMBER_WITHIN = 24

/**
 * Whether the answers in `bytes[start, end)`, as a query log writes them, begin with a text record: a value in quotes of
 * its own, which no other record has, or its type. Looks at a few bytes.
 */
export function isTextAnswer(bytes: Uint8Array, start: number, end: number): boolean {
  const stop = Math.min(end, start + MEMBER_WITHIN)
  let i = start
  while (i < stop && bytes[i] !== COLON) i++
  do i++
  while (i < stop && bytes[i] === SPACE)
  if (i + 2 >= end || bytes[i] !== QUOTE) return false
  return bytes[i + 1] === BACKSLASH || (bytes[i + 1] === LETTER_T && bytes[i + 2] === 0x58)
}
