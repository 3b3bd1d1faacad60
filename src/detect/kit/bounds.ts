/** Subjects that a detector remembers, unless its rule says otherwise. */
export const SUBJECTS_MAX = 100_000

/** What has been seen for this long belongs to an account's habits. */
export const HABIT_AFTER_MS = 14 * 86_400_000
