/** What a sample of anomalous behaviour tells of the call, of what is usual and of what was not. */
export const anomalyExtras = {
  userAgent: {
    fullUserAgent: 'GeneratedFindingFullUserAgent',
    userAgentCategory: 'GeneratedFindingUserAgentCategory',
  },
  anomalies: {
    anomalousAPIs: [
      'GeneratedFindingAPIServiceName:[GeneratedFindingAPIName:AccessDenied , GeneratedFindingAPINameTwo:AccessDenied]',
      'GeneratedFindingAPIServiceNameThree:[GeneratedFindingAPINameThree:success]',
      'GeneratedFindingAPIServiceNameFour:[GeneratedFindingAPINameFour:success]',
    ].join(' , '),
  },
  profiledBehavior: profiledBehavior(),
  unusualBehavior: {
    unusualAPIsAccountProfiling: 'GeneratedFindingAPIName',
    unusualUserTypesAccountProfiling: '',
    unusualASNsAccountProfiling: 'asnNumber: -1 asnOrg: GeneratedFindingASNOrg',
    unusualUserAgentsAccountProfiling: 'GeneratedFindingUserAgentCategory',
    unusualUserNamesAccountProfiling: '',
    unusualASNsUserIdentityProfiling: 'asnNumber: -1 asnOrg: GeneratedFindingASNOrg',
    unusualUserAgentsUserIdentityProfiling: 'GeneratedFindingUserAgentCategory',
    unusualAPIsUserIdentityProfiling: 'GeneratedFindingAPIName',
    isUnusualUserIdentity: 'false',
  },
}

/** Values of a trait by how often they are seen: frequent, infrequent, rare. */
type Profile = readonly [frequent: string, infrequent: string, rare: string]

/** For each trait the profile within the account and, where there is one, that of the identity. */
function profiledBehavior(): Record<string, string> {
  const asn = 'asnNumber: GeneratedFindingASNOne asnOrg: GeneratedFindingASNOrgOne'
  const profiles: readonly [trait: string, account: Profile, identity?: Profile][] = [
    [
      'APIs',
      [
        'GeneratedFindingAPINameFive , GeneratedFindingAPINameSix',
        'GeneratedFindingAPINameFour',
        'GeneratedFindingAPINameTwo , GeneratedFindingAPINameThree',
      ],
      ['GeneratedFindingAPINameFive', 'GeneratedFindingAPINameSix', 'GeneratedFindingAPINameTwo'],
    ],
    ['ASNs', [asn, '', ''], ['', '', asn]],
    [
      'UserAgents',
      [
        'AWS Service , AWS Internal',
        '',
        'GeneratedFindingUserAgentOne , GeneratedFindingUserAgentTwo , GeneratedFindingUserAgentThree',
      ],
      ['', '', 'GeneratedFindingUserAgentOne'],
    ],
    ['UserNames', ['GeneratedFindingUserNameTwoThree', '', 'GeneratedFindingUserName , GeneratedFindingUserNameTwo']],
    ['UserTypes', ['ASSUMED_ROLE', '', 'GeneratedFindingUserType']],
  ]
  const named = (trait: string, of: string, [frequent, infrequent, rare]: Profile) => ({
    [`frequentProfiled${trait}${of}Profiling`]: frequent,
    [`infrequentProfiled${trait}${of}Profiling`]: infrequent,
    [`rareProfiled${trait}${of}Profiling`]: rare,
  })
  return Object.assign(
    {},
    ...profiles.map(([trait, account, identity]) => ({
      ...named(trait, 'Account', account),
      ...(identity === undefined ? {} : named(trait, 'UserIdentity', identity)),
    })),
  )
}
