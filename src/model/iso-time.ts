import Type from 'typebox'

/** UTC, ISO 8601, with or without milliseconds: `2022-01-12T19:29:30.028Z`. */
export const IsoTime = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$' })
