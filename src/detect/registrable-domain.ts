import { parse } from 'tldts'

/** A registered name, and what is asked for below it. */
export interface DomainParts {
  /** The private section of the public suffix list counts, so that customers of one host are told apart. */
  domain: string
  /** Without the dot between; empty for the registered name itself. */
  subdomain: string
}

/** Where names go whose last label is under no registry: some tunnels send nothing but data. */
export const NO_SUFFIX = '(no public suffix)'

const OPTIONS = { allowPrivateDomains: true, validateHostname: false, extractHostname: false }
const PRIVATE_TOP_LABEL = /^[a-z-]{2,16}$/

/**
 * Splits a name by the public suffix list; a public suffix is its own domain. Below a top label that the list does not
 * know, two labels are taken for the registered name when the top one looks like a name at all.
 */
export function domainParts(name: string): DomainParts {
  const { domain, subdomain, isIcann, isPrivate } = parse(name, OPTIONS)
  if (isIcann || isPrivate) return { domain: domain ?? name, subdomain: domain === null ? '' : (subdomain ?? '') }
  const labels = name.split('.')
  if (!PRIVATE_TOP_LABEL.test(labels.at(-1) ?? '')) return { domain: NO_SUFFIX, subdomain: name }
  return { domain: labels.slice(-2).join('.'), subdomain: labels.slice(0, -2).join('.') }
}
