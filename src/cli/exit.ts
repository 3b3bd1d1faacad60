/** Exit statuses of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2, failOn: 3, rejectedRecords: 4, interrupted: 130 } as const
