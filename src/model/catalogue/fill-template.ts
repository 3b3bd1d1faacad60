/** Every placeholder that a title or description may hold, and the words that stand for a value nobody knows. */
export const placeholders = {
  instanceId: '(unknown)',
  remoteIp: 'an unknown address',
  remotePort: '(unknown)',
  domain: 'an unknown domain',
  threatListName: '(unknown)',
  actor: 'an unknown host',
  target: 'an unknown host',
  portsScannedSample: 'not recorded',
  api: '(unknown)',
  userName: 'an unknown user',
  userType: 'the identity',
  accountId: '(unknown)',
  bucketName: '(unknown)',
  trailArn: '(unknown)',
  roleName: '(unknown)',
  remoteAccountId: '(unknown)',
  clusterName: '(unknown)',
} as const
export type Placeholder = keyof typeof placeholders

/** What is known for a text. Lists of ports and the like are joined beforehand. */
export type TemplateValues = { readonly [Name in Placeholder]?: string | number | undefined }

/** A catalogue text with its `{placeholders}` filled in. A missing or empty value leaves readable words behind. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string, offset: number) => {
    if (!isPlaceholder(name)) throw new Error(`the catalogue has no placeholder ${whole}`)
    const value = values[name]
    if (value !== undefined && value !== '') return String(value)
    const words = placeholders[name]
    return offset === 0 ? words.charAt(0).toUpperCase() + words.slice(1) : words
  })
}

/** The placeholders that a text holds, in order, each once. */
export function placeholdersOf(template: string): string[] {
  return [...new Set(Array.from(template.matchAll(/\{(\w+)\}/g), ([, name = '']) => name))]
}

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name)
