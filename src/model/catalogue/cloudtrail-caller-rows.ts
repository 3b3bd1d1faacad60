import { type PentestSystem, pentestSystems } from '../pentest-user-agents.ts'
import { MEDIUM } from '../severity.ts'
import {
  addressMisses,
  apiCallRow,
  type CallerList,
  callerLists,
  keyResponse,
  managementFields,
} from './api-call-row.ts'
import type { FindingTypeEntry } from './entry.ts'
import { mitre } from './mitre.ts'

const recon = (list: CallerList): FindingTypeEntry => {
  const { suffix, category, place, seen, from, list: listed } = callerLists[list]
  return apiCallRow({
    type: `Recon:IAMUser/${suffix}`,
    severity: { default: MEDIUM },
    method: 'threat-list',
    intelCategories: [category],
    key: list === 'custom' ? ['principalId', 'threatListName'] : ['principalId'],
    title: `The API {api}, which serves to look around, was called from ${place}.`,
    description: `{api} was called from ${from}. Attackers make such calls to learn what an account holds before they go on.`,
    sees: `A call that lists or describes resources, made from ${seen}; failed calls count.`,
    misses: addressMisses,
    needs: `${managementFields}; ${listed}.`,
    respond: keyResponse,
    mitre: mitre('Discovery', 'T1580', 'T1526'),
  })
}

const access = (list: CallerList): FindingTypeEntry => {
  const { suffix, category, place, seen, from, list: listed } = callerLists[list]
  return apiCallRow({
    type: `UnauthorizedAccess:IAMUser/${suffix}`,
    severity: { default: MEDIUM },
    method: 'threat-list',
    intelCategories: [category],
    key: list === 'custom' ? ['principalId', 'threatListName'] : ['principalId'],
    title: `The API {api} was called from ${place}.`,
    description: `{api} was called from ${from}.`,
    sees: `A call that does more than list or describe, made from ${seen}; failed calls count.`,
    misses: addressMisses,
    needs: `${managementFields}; ${listed}.`,
    respond: keyResponse,
    mitre: list === 'tor' ? mitre('Initial Access', 'T1078.004', 'T1090.003') : mitre('Initial Access', 'T1078.004'),
  })
}

const penetrationTest = (system: PentestSystem): FindingTypeEntry =>
  apiCallRow({
    type: `PenTest:IAMUser/${system}`,
    severity: { default: MEDIUM },
    method: 'rule',
    intelCategories: ['PENTEST_UA'],
    key: ['principalId'],
    title: `The API {api} was called from {remoteIp} by a machine that seems to run ${pentestSystems[system]}.`,
    description: `{api} was called from {remoteIp}. By its user agent the caller runs ${pentestSystems[system]}, a system made for penetration tests.`,
    sees: `A call whose user agent names ${pentestSystems[system]}; failed calls count.`,
    misses: 'Tools that change or hide the user agent, which takes one setting.',
    needs: `${managementFields} with user agent.`,
    respond: `If a test was agreed, suppress by principal or address. ${keyResponse}`,
    mitre: mitre('Initial Access', 'T1078.004'),
  })

/** Calls that are suspicious for the place or the machine they come from. */
export const cloudTrailCallerRows: readonly FindingTypeEntry[] = [
  recon('malicious'),
  recon('custom'),
  recon('tor'),
  access('malicious'),
  access('custom'),
  access('tor'),
  penetrationTest('KaliLinux'),
  penetrationTest('ParrotLinux'),
  penetrationTest('PentooLinux'),
]
