import type { IndicatorList } from '../indicators.ts'
import { ORGANISATION } from '../organisation/names.ts'
import { isoSeconds } from '../time-text.ts'

/** The scan of a simulation in `directory`, with all its lists. */
export function scanCommand(lists: readonly IndicatorList[], directory: string): string {
  const options = lists.map(({ option, file }) => {
    const [name, category] = option.split(' ')
    return category === undefined ? `${name} ${directory}/${file}` : `${name} ${category}=${directory}/${file}`
  })
  return ['picket scan', `${directory}/AWSLogs`, `--inventory ${directory}/inventory.json`, ...options].join(' ')
}

export function readme(of: { lists: readonly IndicatorList[]; start: number; end: number; expected: number }): string {
  const command = scanCommand(of.lists, '.').replaceAll(' --', ' \\\n    --')
  return `Simulated logs of ${ORGANISATION.name}, an organisation that does not exist.
From ${isoSeconds(of.start)} to ${isoSeconds(of.end)}. Names, people and lists are invented; an address on a list says
nothing of whoever may hold it.

  AWSLogs/        the logs, where AWS would put them
  inventory.json  the instances, interfaces and the cluster, as the EC2 and EKS APIs describe them
  lists/          indicators for the scan
  truth.json      the ${of.expected} findings to expect, and the benign look-alikes that must not be found

To scan them, from this directory:

  ${command}
`
}
