import { GLOBAL_REGION, HOME_REGION } from '../organisation/accounts.ts'
import { iamPeople } from '../organisation/organisation.ts'
import { strangerAddress } from '../organisation/places.ts'
import { iamUser, rootUser } from '../records/actor.ts'
import { apiCall, consoleLogin } from '../records/make.ts'
import type { Attack } from './attack.ts'

const trailStopped: Attack = {
  name: 'trail-stopped',
  finds: ['Stealth:IAMUser/CloudTrailLoggingDisabled'],
  run({ organisation, random, at }) {
    const person = random.pick(iamPeople(organisation))
    const { account } = person
    const stop = apiCall(random, {
      time: at,
      accountId: account.id,
      region: HOME_REGION,
      service: 'cloudtrail',
      name: 'StopLogging',
      actor: iamUser({ ...person, accountId: account.id }),
      from: person.homeAddress,
      userAgent: person.userAgent,
      readOnly: false,
      request: { name: `arn:aws:cloudtrail:${HOME_REGION}:${account.id}:trail/${account.trailName}` },
    })
    return {
      deeds: [
        {
          type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
          accountId: account.id,
          region: HOME_REGION,
          resource: person.userName,
          role: 'TARGET',
          records: [stop],
        },
      ],
    }
  },
}

const rootUsed: Attack = {
  name: 'root-used',
  finds: ['Policy:IAMUser/RootCredentialUsage'],
  run({ organisation, random, at }) {
    const account = organisation.accounts.audit
    const actor = rootUser(account.id)
    const from = strangerAddress(random)
    const reads = ['GetAccountSummary', 'ListAccountAliases', 'ListUsers'].map((name, step) =>
      apiCall(random, {
        time: at + 8_000 + step * 700,
        accountId: account.id,
        region: GLOBAL_REGION,
        service: 'iam',
        name,
        actor: { ...actor, accessKeyId: `ASIA${random.base32(16)}` },
        from,
        userAgent: 'AWS-Console-IAM-v2 aws-sdk-java/2.29.0 Linux/5.10 Java/17',
      }),
    )
    return {
      deeds: [
        {
          type: 'Policy:IAMUser/RootCredentialUsage',
          accountId: account.id,
          region: GLOBAL_REGION,
          resource: 'Root',
          role: 'TARGET',
          records: [consoleLogin(random, { time: at, accountId: account.id, actor, from }), ...reads],
        },
      ],
    }
  },
}

export const trailAndRootAttacks: Attack[] = [trailStopped, rootUsed]
