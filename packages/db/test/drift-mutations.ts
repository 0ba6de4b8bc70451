import type {
  Catalogue,
  CatalogueConstraint,
  CatalogueIndex,
  CatalogueSequence,
  CatalogueTrigger,
} from '../src/catalogue/read-catalogue.ts'
import { COLUMN_CHANGES } from './drift-column-mutations.ts'
import { alter, type Change, id, type Mutation, named, type Objects, objectsOf, type On, quoted } from './drift-objects.ts'

const idOf = (key: On<CatalogueConstraint>, aspect: string) => id(key.kind.replace(' ', '-'), key, aspect)

const droppedKey = (key: On<CatalogueConstraint>) => ({
  sql: [alter(key.table, `drop constraint "${key.name}"`)],
  ids: [idOf(key, 'missing')],
})

const alteredKey = (alteredDefinition: (definition: string) => string) => (key: On<CatalogueConstraint>) => ({
  sql: [
    alter(key.table, `drop constraint "${key.name}"`),
    alter(key.table, `add constraint "${key.name}" ${alteredDefinition(key.definition)}`),
  ],
  ids: [idOf(key, 'definition')],
})

const KEY_CHANGES: Readonly<Record<string, (objects: Objects) => readonly Change[]>> = {
  'drop a check': (all) => all.checks.map(droppedKey),
  'weaken a check': (all) => all.checks.map(alteredKey((definition) => definition.replace(/^CHECK \((.*)\)$/s, 'check (($1) or true)'))),
  'rename a check': (all) =>
    all.checks.map((key) => ({
      sql: [alter(key.table, `rename constraint "${key.name}" to renamed`)],
      ids: [idOf(key, 'missing'), `check:${named(key.table)}.renamed:unexpected`],
    })),
  'leave a check unvalidated': (all) => all.checks.map(alteredKey((definition) => `${definition} not valid`)),
  'add a check': (all) =>
    all.tables.map((table) => ({
      sql: [alter(table, 'add constraint extra check (1 = 1)')],
      ids: [`check:${named(table)}.extra:unexpected`],
    })),
  'drop a foreign key': (all) => all.foreignKeys.map(droppedKey),
  'another action of a foreign key': (all) =>
    all.foreignKeys.map(alteredKey((definition) => `${definition.replace(/ ON .*$/, '')} on delete set default`)),
  'drop a unique': (all) => all.uniques.map(droppedKey),
  'a unique that lets nulls repeat': (all) =>
    all.uniques
      .filter((key) => key.definition.includes('NULLS NOT DISTINCT'))
      .map(alteredKey((definition) => definition.replace('NULLS NOT DISTINCT ', ''))),
  'drop a primary key': (all) => all.primaryKeys.map(droppedKey),
}

const createIndex = (index: On<CatalogueIndex>, altered: string) => ({
  sql: [`drop index "${index.table.schema}"."${index.name}"`, altered],
  ids: [id('index', index, 'definition')],
})

const createTrigger = (trigger: On<CatalogueTrigger>, altered: string) => ({
  sql: [`drop trigger "${trigger.name}" on ${quoted(trigger.table)}`, altered],
  ids: [id('trigger', trigger, 'definition')],
})

const INDEX_AND_TRIGGER_CHANGES: Readonly<Record<string, (objects: Objects) => readonly Change[]>> = {
  'drop an index': (all) =>
    all.indexes.map((index) => ({ sql: [`drop index "${index.table.schema}"."${index.name}"`], ids: [id('index', index, 'missing')] })),
  'add an index': (all) =>
    all.tables.map((table) => ({
      sql: [`create index extra on ${quoted(table)} ("${table.columns[0]?.name}")`],
      ids: [`index:${named(table)}.extra:unexpected`],
    })),
  'another predicate': (all) => all.indexes.map((index) => createIndex(index, `${index.definition.replace(/ WHERE .*$/, '')} where false`)),
  'another method': (all) =>
    all.indexes
      .filter((index) => /^CREATE INDEX .*USING btree \("?\w+"?\)$/.test(index.definition))
      .map((index) => createIndex(index, index.definition.replace('USING btree', 'using hash'))),
  'another order': (all) =>
    all.indexes
      .filter((index) => /\(\w+(, \w+)*\)$/.test(index.definition))
      .map((index) => createIndex(index, index.definition.replace(/\)$/, ' desc)'))),
  'an index that lets rows repeat': (all) =>
    all.indexes
      .filter((index) => index.definition.includes('UNIQUE'))
      .map((index) => createIndex(index, index.definition.replace('UNIQUE', '').replace(' NULLS NOT DISTINCT', ''))),
  'drop a trigger': (all) =>
    all.triggers.map((trigger) => ({
      sql: [`drop trigger "${trigger.name}" on ${quoted(trigger.table)}`],
      ids: [id('trigger', trigger, 'missing')],
    })),
  'disable a trigger': (all) =>
    all.triggers.map((trigger) => ({
      sql: [alter(trigger.table, `disable trigger "${trigger.name}"`)],
      ids: [id('trigger', trigger, 'state')],
    })),
  'a trigger for replicas alone': (all) =>
    all.triggers.map((trigger) => ({
      sql: [alter(trigger.table, `enable replica trigger "${trigger.name}"`)],
      ids: [id('trigger', trigger, 'state')],
    })),
  'a trigger that replicas fire, too': (all) =>
    all.triggers.map((trigger) => ({
      sql: [alter(trigger.table, `enable always trigger "${trigger.name}"`)],
      ids: [id('trigger', trigger, 'state')],
    })),
  'nothing that holds the keys': (all) =>
    all.foreignKeys.map(({ table }) => ({
      sql: [alter(table, 'disable trigger all')],
      ids: [
        ...all.foreignKeys
          .filter((key) => key.table === table || key.definition.includes(`REFERENCES ${named(table)}(`))
          .map((key) => idOf(key, 'enforcement')),
        ...all.triggers.filter((trigger) => trigger.table === table).map((trigger) => id('trigger', trigger, 'state')),
      ],
    })),
  'a trigger that calls something else': (all) =>
    all.triggers.map((trigger) =>
      createTrigger(trigger, trigger.definition.replace(/EXECUTE FUNCTION .*$/, 'execute function mon_ps.touch_updated_at(1)')),
    ),
  'add a trigger': (all) =>
    all.tables.map((table) => ({
      sql: [`create trigger extra before update on ${quoted(table)} for each row execute function mon_ps.touch_updated_at()`],
      ids: [`trigger:${named(table)}.extra:unexpected`],
    })),
}

const sequenceChange = (sequence: CatalogueSequence, what: string, aspect: string) => ({
  sql: [`alter sequence ${quoted(sequence)} ${what}`],
  ids: [`sequence:${sequence.schema}.${sequence.name}:${aspect}`],
})

/** Rows that take a number of a sequence; the journal of migrations has some anyway. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  'mon_ps.migration_id_seq': [],
  'mon_ps.team_id_seq': [`insert into mon_ps.team (name, name_normalized, source) values ('Lazio', 'lazio', 'demo')`],
  'mon_ps.legacy_sync_failure_id_seq': [
    `insert into mon_ps.legacy_sync_failure (table_name, v1_ids, sql_state, message) values ('team_profiles', '{7}', '22003', 'too long')`,
  ],
}

const OTHER_CHANGES: Readonly<Record<string, (objects: Objects) => readonly Change[]>> = {
  'another step': (all) => all.sequences.map((sequence) => sequenceChange(sequence, 'increment by 5', 'increment')),
  'another start': (all) => all.sequences.map((sequence) => sequenceChange(sequence, 'start with 77', 'start')),
  'other bounds': (all) => all.sequences.map((sequence) => sequenceChange(sequence, 'maxvalue 150000', 'bounds')),
  'numbers that come again': (all) => all.sequences.map((sequence) => sequenceChange(sequence, 'cycle', 'cycle')),
  'numbers taken in advance': (all) => all.sequences.map((sequence) => sequenceChange(sequence, 'cache 20', 'cache')),
  'a sequence behind its rows': () =>
    Object.entries(ROWS).map(([sequence, row]) => ({
      sql: [...row, `alter sequence ${sequence} restart with 1`],
      ids: [`sequence:${sequence}:behind`],
    })),
  'a sequence without an owner': (all) =>
    all.sequences
      .filter((sequence) =>
        all.columns.some((column) => column.identity === '' && sequence.ownedBy === `${named(column.table)}.${column.name}`),
      )
      .map((sequence) => sequenceChange(sequence, 'owned by none', 'owner')),
  'replace a function': (all) =>
    all.functions.map((routine) => ({
      sql: [routine.definition.replace('AS $function$', 'AS $function$ -- altered\n')],
      ids: [`function:${routine.schema}.${routine.name}(${routine.arguments}):definition`],
    })),
  'drop a function': (all) =>
    all.functions.map((routine) => ({
      sql: [`drop function "${routine.schema}"."${routine.name}"(${routine.arguments}) cascade`],
      ids: [
        `function:${routine.schema}.${routine.name}(${routine.arguments}):missing`,
        ...all.triggers
          .filter((trigger) => trigger.definition.includes(`EXECUTE FUNCTION ${routine.schema}.${routine.name}(`))
          .map((trigger) => id('trigger', trigger, 'missing')),
      ],
    })),
  'add a function': () => [
    {
      sql: ['create function mon_ps.extra(a integer) returns integer language sql as $$ select a $$'],
      ids: ['function:mon_ps.extra(a integer):unexpected'],
    },
  ],
  'drop a table': (all) =>
    all.unreferenced.map((table) => ({ sql: [`drop table ${quoted(table)}`], ids: [`table:${named(table)}:missing`] })),
  'add a table': () =>
    ['mon_ps', 'quantum'].map((schema) => ({
      sql: [`create table ${schema}.extra (id serial primary key, note text unique)`],
      ids: [`table:${schema}.extra:unexpected`],
    })),
  'add a view': () => [{ sql: ['create view mon_ps.extra as select id from mon_ps.team'], ids: ['table:mon_ps.extra:unexpected'] }],
  'put a view in place of a table': (all) =>
    all.unreferenced
      .filter((table) => !all.sequences.some((sequence) => sequence.ownedBy?.startsWith(`${named(table)}.`)))
      .map((table) => ({
        sql: [alter(table, 'rename to moved_away'), `create view ${quoted(table)} as select * from "${table.schema}".moved_away`],
        ids: [`table:${named(table)}:kind`, `table:${table.schema}.moved_away:unexpected`],
      })),
  'hide rows': (all) =>
    all.tables.map((table) => ({ sql: [alter(table, 'enable row level security')], ids: [`table:${named(table)}:row-security`] })),
  'lose rows in a crash': (all) =>
    all.unreferenced.map((table) => ({ sql: [alter(table, 'set unlogged')], ids: [`table:${named(table)}:persistence`] })),
  'swallow what is written': (all) =>
    all.tables.map((table) => ({
      sql: [`create rule extra as on delete to ${quoted(table)} do instead nothing`],
      ids: [`table:${named(table)}:rules`],
    })),
  'rows of another table among these': (all) =>
    all.tables.map((table) => ({
      sql: [`create table public.extra () inherits (${quoted(table)})`],
      ids: [`table:${named(table)}:children`],
    })),
  'move a column to the end': (all) =>
    all.free
      .filter((column) => column.default === null && !column.notNull && column.type === 'text')
      .filter((column) => column.table.columns.at(-1)?.name !== column.name)
      .map((column) => ({
        sql: [alter(column.table, `drop column "${column.name}"`), alter(column.table, `add column "${column.name}" text`)],
        ids: [`table:${named(column.table)}:column-order`],
      })),
}

const CHANGES = { ...COLUMN_CHANGES, ...KEY_CHANGES, ...INDEX_AND_TRIGGER_CHANGES, ...OTHER_CHANGES }

/** Mulberry32: numbers in [0, 1) that depend on the seed alone. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** So many different changes of real objects, every kind of change before one comes twice. */
export function seededMutations(catalogue: Catalogue, seed: number, count: number): Mutation[] {
  const random = randomFrom(seed)
  const objects = objectsOf(catalogue)
  const left = Object.entries(CHANGES).map(([name, of]) => ({ name, changes: [...of(objects)] }))
  const chosen: Mutation[] = []
  while (chosen.length < count) {
    const before = chosen.length
    for (const { name, changes } of left) {
      if (chosen.length === count) break
      const [change] = changes.splice(Math.floor(random() * changes.length), 1)
      if (change !== undefined) chosen.push({ name, ...change })
    }
    if (chosen.length === before) break
  }
  return chosen
}
