/** The few names that GuardDuty prints for ports; every other port is `Unknown`. */
export const portName = (port: number): string => names.get(port) ?? 'Unknown'

const names = new Map([
  [21, 'FTP'],
  [22, 'SSH'],
  [25, 'SMTP'],
  [53, 'DNS'],
  [80, 'HTTP'],
  [443, 'HTTPS'],
  [3389, 'RDP'],
  [5985, 'WinRM'],
])
