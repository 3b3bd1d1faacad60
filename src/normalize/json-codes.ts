/** More bytes are needed. */
export const INCOMPLETE = -1
/** The bytes are not JSON. */
export const MALFORMED = -2
/** The object is a wrapper of records. */
export const WRAPPER = -3
/** The value nests deeper than `NESTING_DEPTH_MAX`. */
export const TOO_DEEP = -4
