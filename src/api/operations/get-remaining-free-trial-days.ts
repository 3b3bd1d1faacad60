import { eachAccount, isAssociated, membershipUnder, REFUSALS } from '../memberships.ts'
import { operation } from '../operation.ts'

const TRIAL_DAYS = 30
const DAY_MS = 86_400_000

/** Nothing here costs anything; the days are those of the service's trial, from when the detector was made. */
export const getRemainingFreeTrialDays = operation('GetRemainingFreeTrialDays', async ({ accountIds }, request) => {
  const { detector, region, store, now } = request
  const accounts: { accountId: string; dataSources: ReturnType<typeof trialOf> }[] = []
  const unprocessedAccounts = await eachAccount(accountIds, async (accountId) => {
    const membership = await membershipUnder(store, detector, accountId)
    const isVisible = accountId === detector.accountId || (membership !== undefined && isAssociated(membership))
    const own = isVisible ? await store.detectors.findByPlace({ accountId, region }) : undefined
    if (own === undefined) return REFUSALS.stranger
    const passed = Math.floor((now - own.createdAt) / DAY_MS)
    accounts.push({ accountId, dataSources: trialOf(Math.max(0, TRIAL_DAYS - passed)) })
    return undefined
  })
  return { accounts, unprocessedAccounts }
})

function trialOf(freeTrialDaysRemaining: number) {
  const days = { freeTrialDaysRemaining }
  return { cloudTrail: days, dnsLogs: days, flowLogs: days, s3Logs: days, kubernetes: { auditLogs: days } }
}
