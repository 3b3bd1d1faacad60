/** Syllables rather than random letters: names that people could have made up, so that none looks computed. */
const SYLLABLES =
  'ba be bi bo ca co da de di do fa fe fi ga go ha he hi ka ke ki la le li lo lu ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi wa za'.split(
    ' ',
  )
const ENDINGS = ['com', 'com', 'com', 'com', 'net', 'org', 'io', 'de', 'co.uk']
const HOSTS = ['www', 'api', 'cdn', 'assets', 'login', 'img', 'events', 'm']
const REGION = 'eu-central-1'
const AWS_NAMES = [
  'sqs',
  's3',
  'dynamodb',
  'logs',
  'monitoring',
  'sts',
  'ssm',
  'ec2messages',
  'kms',
  'secretsmanager',
].map((service) => `${service}.${REGION}.amazonaws.com`)
const INTERNAL_NAMES = ['db', 'cache', 'queue', 'search', 'users', 'billing', 'catalogue', 'config'].flatMap(
  (service) => ['prod', 'staging'].map((stage) => `${service}.${stage}.internal`),
)
const FAVOURITES = [...AWS_NAMES, ...INTERNAL_NAMES]

/** The name that comes `rank`th in popularity: AWS and the account's own services first, the web after them. */
export function ordinaryName(rank: number): string {
  const favourite = FAVOURITES[rank]
  if (favourite !== undefined) return favourite
  return `${HOSTS[rank % HOSTS.length]}.${word(rank)}${word((rank >>> 3) + 7)}.${ENDINGS[rank % ENDINGS.length]}`
}

/** A name on the list; under an ending that no ordinary name has. */
export function listedName(index: number): string {
  return `${word(index * 7 + 3)}-${word(index)}.top`
}

function word(number: number): string {
  let rest = Math.imul(number + 1, 0x9e3779b1) >>> 8
  let text = ''
  for (let syllable = 0; syllable < 3; syllable += 1) {
    text += SYLLABLES[rest % SYLLABLES.length]
    rest = Math.floor(rest / SYLLABLES.length)
  }
  return text
}
