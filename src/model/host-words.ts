/** Words that names of hosts and services are made of, the world over: what ordinary text in a name looks like. */
export const hostWords: readonly string[] = `
a able access account accounts action active activity ad add address admin ads adserver agent alert alerts alpha amazon
analytics android anonymous api apis app apple application apps archive area asia asset assets auth authentication auto
autodiscover aws azure backend backup balance bank base batch beacon beta billing bin blog board bot box bridge browser
bucket build bundle business cache calendar call camera campaign card cart case catalog cdn cell center central change
channel chat check checkout china class click client cloud cluster code collect collector com comment commerce common
company compute computer config connect connection console consumer contact container content control cookie core corp
count country cpu crash create credit customer daily dashboard data database date db default delivery demo deploy desktop
dev developer device devices dict digital direct directory discover discovery dist dns docker docs document domain download
downloads drive dynamic east edge edit edu education email embed employee encrypted endpoint engine enterprise entry env
error event events example exchange explore export express external factory fast feed feedback fetch field file files
finance first flow folder font fonts force forest form forum frame free from front ftp game games gateway general geo get
git global google grafana graph green group groups guest guide head health help history home host hosted hosting hub
identity image images img import inbox index info ingest init insight install instance integration internal internet
invoice iot item job jobs join js kafka key keys lab label lambda lan language large latest launch layer lead learn legacy
level library license life light link linux list live load loadbalancer local location lock log logger logging login logs
lookup machine mail mailbox main manage management manager manifest map maps market marketing master match measure media
member memory message messages messaging meta metric metrics micro microsoft mobile model module monitor monitoring month
mqtt music mx name net network new news node north notify notification null number object office old online open operation
order orders origin outlook packages page panel partner password patch path pay payment people performance person phone
photo photos picture ping pixel platform play player plus point policy pool pop port portal post power preview price print
private process prod product production products profile program project projects prometheus prompt proxy public publish
pull push query queue quick radio rate read real record redirect region register registry relay release remote render
replica report reporting reports request resource response rest result review role root route router rule run safe sale
sandbox save scan schedule script search second secure security send sensor serve server servers service services session
settings setup shard share shop short sign signal signin simple site sites small smart social software source south space
speed sport spring sql ssl staff stage staging standard start state static statistics stats status storage store stream
streaming studio style submit subscribe success support survey sync system table tag tags target task team tech telemetry
template tenant terminal test testing text the theme thumb ticket time timeline token tools top topic trace track tracker
tracking traffic training transfer travel trial trust update updates upload uploads url user users utility validate value
vault version video videos view virtual voice volume vpc vpn wait wallet war watch weather web webhook website webmail west
wiki window windows wireless word work worker workflow world write www zone
`
  .trim()
  .split(/\s+/)
