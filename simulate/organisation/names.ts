import type { Random } from '../random.ts'

/** The invented organisation. Its names are under `.example`, which nobody can own. */
export const ORGANISATION = { name: 'Quillmere Orchards', domain: 'quillmere.example', prefix: 'quillmere' }

const GIVEN = [
  'orla',
  'tamsin',
  'bram',
  'ilse',
  'joren',
  'maud',
  'petra',
  'rafe',
  'suri',
  'wend',
  'yara',
  'zeno',
  'cleo',
  'dario',
  'edda',
  'finn',
  'greta',
  'hugo',
  'iris',
  'jun',
  'kaja',
  'leif',
  'mira',
  'nils',
  'odin',
  'pia',
  'quin',
  'rhea',
  'sten',
  'tova',
]
const FAMILY = [
  'finch',
  'alder',
  'brandt',
  'corwin',
  'dunmore',
  'ellery',
  'fenwick',
  'garrow',
  'hollis',
  'ivers',
  'jessop',
  'kestrel',
  'larkin',
  'merrow',
  'norbury',
  'orme',
  'pell',
  'quarles',
  'rowan',
  'sable',
]
const SYLLABLES = [
  'ba',
  'bri',
  'co',
  'da',
  'dor',
  'el',
  'fa',
  'gor',
  'hu',
  'ix',
  'ja',
  'kel',
  'lo',
  'mar',
  'nex',
  'or',
  'pa',
  'qua',
  'ri',
  'sto',
  'tu',
  'ul',
  'vex',
  'wi',
  'xan',
  'yo',
  'zir',
]

/** `count` different user names such as `orla.finch`. */
export function userNames(count: number, random: Random): string[] {
  const names = new Set<string>()
  while (names.size < count) {
    const name = `${random.pick(GIVEN)}.${random.pick(FAMILY)}`
    names.add(names.has(name) ? `${name}${names.size}` : name)
  }
  return [...names]
}

/** An invented word of three or four syllables. */
export function inventedWord(random: Random): string {
  return Array.from({ length: random.whole(3, 4) }, () => random.pick(SYLLABLES)).join('')
}

/** Partners and vendors that instances talk to on ordinary days. */
export const PARTNER_NAMES = [
  'api.fernhollow-payments.example',
  'rates.fernhollow-payments.example',
  'hooks.tallowbridge-mail.example',
  'ingest.brindle-metrics.example',
  'packages.oakenlinux.example',
  'security.oakenlinux.example',
  'registry.lanternpkg.example',
  'maps.wayfarrow.example',
  'weather.skerrywick.example',
]
