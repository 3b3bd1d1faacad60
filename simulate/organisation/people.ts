import type { Random } from '../random.ts'
import type { Account } from './accounts.ts'
import { userNames } from './names.ts'
import { addressIn, PLACES, type Place } from './places.ts'

export interface Person {
  userName: string
  team: 'platform' | 'storefront' | 'data' | 'finance'
  place: Place
  homeAddress: string
  officeAddress: string
  account: Account
  signsIn: 'iam-user' | 'single-sign-on'
  principalId: string
  accessKeyId: string
  userAgent: string
  /** Share of days worked from home. */
  homeShare: number
}

const COMMAND_LINES = [
  'aws-cli/2.22.4 md/awscrt#0.23.3 ua/2.0 os/macos#24.3.0 md/arch#arm64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off',
  'aws-cli/2.19.1 md/awscrt#0.22.0 ua/2.0 os/linux#6.8.0-52-generic md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard md/distrib#ubuntu.24 md/prompt#off',
  'Boto3/1.35.90 md/Botocore#1.35.90 ua/2.0 os/macos#24.3.0 md/arch#arm64 lang/python#3.12.8 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.35.90',
  'APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.82.2 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.32.7 ua/2.1 os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#amd64',
]

/** People of four teams, in three offices; a third are IAM users, as organisations that grew tend to have. */
export function buildPeople(
  accounts: { production: Account; development: Account },
  count: number,
  random: Random,
): Person[] {
  const offices = [PLACES.Berlin, PLACES.Amsterdam, PLACES.Seattle]
  const officeAddresses = offices.map((place) => addressIn(place, random))
  return userNames(count, random).map((userName, index) => {
    const office = index % 5 === 4 ? 2 : index % 2
    const place = offices[office] ?? PLACES.Berlin
    return {
      userName,
      team: random.pick(['platform', 'platform', 'storefront', 'data', 'finance']),
      place,
      homeAddress: addressIn(place, random),
      officeAddress: officeAddresses[office] ?? addressIn(place, random),
      account: index % 3 === 2 || index % 6 === 3 ? accounts.development : accounts.production,
      signsIn: index % 3 === 0 ? 'iam-user' : 'single-sign-on',
      principalId: `AIDA${random.base32(17)}`,
      accessKeyId: `AKIA${random.base32(16)}`,
      userAgent: random.pick(COMMAND_LINES),
      homeShare: random.pick([0.1, 0.4, 1]),
    }
  })
}
