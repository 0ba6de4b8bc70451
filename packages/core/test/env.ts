/** What the tests of core read from the environment. */
export const env = { realData: process.env['MON_PS_REAL_DATA'] }
