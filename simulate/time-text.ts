export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** `2026-03-02T07:15:00Z`: how CloudTrail and Resolver query logs write a time. */
export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}

/** `2026-03-02T07:15:00.123456Z`: how Kubernetes audit logs write a time; the last three digits are given. */
export function isoMicroseconds(time: number, microseconds: number): string {
  return `${new Date(time).toISOString().slice(0, 23)}${String(microseconds).padStart(3, '0')}Z`
}

/** `20260302T0715Z`: the time in the name of a log object. */
export function objectTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z`
}

/** `2026/03/02`. */
export function dayPath(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '/')
}
