/** ATT&CK for Enterprise: one tactic and the techniques that the activity fits. */
export interface Mitre {
  tactic: TacticName
  tacticId: string
  techniques: readonly string[]
}

const tacticIds = {
  Reconnaissance: 'TA0043',
  'Initial Access': 'TA0001',
  Execution: 'TA0002',
  Persistence: 'TA0003',
  'Privilege Escalation': 'TA0004',
  'Defense Evasion': 'TA0005',
  'Credential Access': 'TA0006',
  Discovery: 'TA0007',
  'Command and Control': 'TA0011',
  Exfiltration: 'TA0010',
  Impact: 'TA0040',
} as const
export type TacticName = keyof typeof tacticIds

export const mitre = (tactic: TacticName, ...techniques: string[]): Mitre => ({
  tactic,
  tacticId: tacticIds[tactic],
  techniques,
})
