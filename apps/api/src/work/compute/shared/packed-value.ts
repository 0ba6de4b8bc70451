import { promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { constants, gunzip, gzip } from 'node:zlib'

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/**
 * A value as bytes, as it would go from thread to thread: typed arrays, NaN, -0 and what is undefined come back as they went. It is read
 * by the same engine only, so its format need not be anyone else's.
 */
export const packValue = (value: unknown): Buffer => serialize(value)

/** Bytes as they are stored: quickly compressed, for ratings hardly shrink and nobody keeps them for long. */
export const compressed = (bytes: Buffer): Promise<Buffer> => compress(bytes, { level: constants.Z_BEST_SPEED })

/** The value of bytes that {@link compressed} made of {@link packValue}'s; the caller knows its shape from the key. */
export async function unpackValue<Value>(stored: Buffer): Promise<Value> {
  return deserialize(await decompress(stored)) as Value
}
