/** A dotted quad as an unsigned 32-bit integer; undefined for anything else, leading zeros included. */
export function parseIpv4(text: string): number | undefined {
  return parseIpv4In(text, 0, text.length)
}

/** `parseIpv4` of `text` from `start` to `end`, without cutting it out. */
export function parseIpv4In(text: string, start: number, end: number): number | undefined {
  let address = 0
  let octet = -1
  let digits = 0
  let dots = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x2e) {
      if (digits === 0 || ++dots > 3) return undefined
      address = address * 256 + octet
      octet = -1
      digits = 0
    } else {
      const digit = code - 0x30
      if (digit < 0 || digit > 9 || octet === 0 || ++digits > 3) return undefined
      octet = octet < 0 ? digit : octet * 10 + digit
      if (octet > 255) return undefined
    }
  }
  return dots === 3 && digits > 0 ? address * 256 + octet : undefined
}

export function formatIpv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`
}

export function isIpv4(text: string): boolean {
  return parseIpv4(text) !== undefined
}
