const LINE_MAX = 116
/** Longer texts are cut: policies and tokens say no more at full length. */
const TEXT_MAX = 160

/** JSON for people: what fits on a line is on one, and long texts are cut. */
export function compactJson(value: unknown, indent = 0): string {
  if (typeof value === 'string' && value.length > TEXT_MAX) return JSON.stringify(`${value.slice(0, TEXT_MAX)}…`)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const isList = Array.isArray(value)
  const members = isList
    ? value.map((item) => ['', item] as const)
    : Object.entries(value).filter(([, member]) => member !== undefined)
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  if (members.length === 0) return `${open}${close}`
  const parts = members.map(
    ([name, member]) => `${isList ? '' : `${JSON.stringify(name)}: `}${compactJson(member, indent + 2)}`,
  )
  const space = isList ? '' : ' '
  const line = `${open}${space}${parts.join(', ')}${space}${close}`
  if (indent + line.length <= LINE_MAX && !line.includes('\n')) return line
  const margin = ' '.repeat(indent + 2)
  return `${open}\n${parts.map((part) => `${margin}${part}`).join(',\n')}\n${' '.repeat(indent)}${close}`
}
