/** Version of the product, as `health.ping` and the command line say it. */
export const VERSION = '0.1.0'
