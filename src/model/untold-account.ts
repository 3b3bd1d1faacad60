/** The account of records that name none, and the one account of a service without configured accounts. */
export const UNTOLD_ACCOUNT = '000000000000'
