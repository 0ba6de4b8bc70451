/** The words of the command line, in the one language so far: another catalogue has the same type. */
export { cli } from '@mon-ps/messages/en/cli'
