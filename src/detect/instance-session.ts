import type { ApiCall } from '../normalize/event.ts'

const HYPHEN = 0x2d
const COLON = 0x3a
const LOWER_I = 0x69
const ID_DIGITS_MIN = 8
const ID_DIGITS_MAX = 17

/** The instance that a role session belongs to, told by its session name; undefined for other sessions. */
export function instanceIdOfSession({ actor }: ApiCall): string | undefined {
  if (actor.type !== 'AssumedRole') return undefined
  const session = actor.arn?.split('/').at(-1) ?? actor.principalId?.split(':').at(-1) ?? ''
  return /^i-[0-9a-f]{8,17}$/.test(session) ? session : undefined
}

/** Whether the principal id in `bytes[start, end)`, `AROA…:session`, ends in the session name of an instance; makes no string. */
export function isInstancePrincipal(bytes: Uint8Array, start: number, end: number): boolean {
  let i = end
  while (i > start && isHexDigit(bytes[i - 1])) i--
  const digits = end - i
  if (digits < ID_DIGITS_MIN || digits > ID_DIGITS_MAX || i - start < 3) return false
  return bytes[i - 1] === HYPHEN && bytes[i - 2] === LOWER_I && bytes[i - 3] === COLON
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66)
}
