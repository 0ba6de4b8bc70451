// Makes a new cluster and ends. In a process of its own, because initdb leaves 800 MB behind in the one that ran it.
import { PGlite } from '@electric-sql/pglite'

const folder = process.argv[2]
if (folder === undefined) throw new Error('got no folder, expected the folder for the new cluster')
const database = await PGlite.create({ dataDir: folder })
// The default of 1 GB lets a small database folder grow past 300 MB; both take effect when it is next opened.
await database.exec("ALTER SYSTEM SET min_wal_size = '32MB'")
await database.exec("ALTER SYSTEM SET max_wal_size = '64MB'")
await database.close()
