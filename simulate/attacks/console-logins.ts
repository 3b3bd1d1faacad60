import { GLOBAL_REGION } from '../organisation/accounts.ts'
import { iamPeople } from '../organisation/organisation.ts'
import { addressIn, PLACES } from '../organisation/places.ts'
import { iamUser } from '../records/actor.ts'
import { consoleLogin } from '../records/make.ts'
import { minuteMs } from '../time-text.ts'
import type { Attack } from './attack.ts'

/** A password used in Berlin, and twenty minutes later in Singapore. */
const twoContinents: Attack = {
  name: 'console-two-continents',
  finds: ['UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B'],
  run({ organisation, random, at }) {
    const berliners = iamPeople(organisation).filter(({ place }) => place === PLACES.Berlin)
    const person = random.pick(berliners.length > 0 ? berliners : iamPeople(organisation))
    const accountId = person.account.id
    const { userName, principalId } = person
    const login = { accountId, actor: iamUser({ accountId, userName, principalId }), mfa: false }
    const records = [
      consoleLogin(random, { ...login, time: at, from: addressIn(PLACES.Berlin, random) }),
      consoleLogin(random, { ...login, time: at + 20 * minuteMs, from: addressIn(PLACES.Singapore, random) }),
    ]
    const type = 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B'
    return { deeds: [{ type, accountId, region: GLOBAL_REGION, resource: userName, role: 'TARGET', records }] }
  },
}

export const consoleLoginAttacks: Attack[] = [twoContinents]
