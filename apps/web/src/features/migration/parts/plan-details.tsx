import type { MigrationPlanWire } from '@mon-ps/contract/migration-plan'
import { useTranslations } from 'use-intl'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { Fold } from './fold.tsx'

type Ruling = MigrationPlanWire['rulings']['rows'][number]
type Team = MigrationPlanWire['teams']['rows'][number]
type JsonKey = MigrationPlanWire['jsonKeys']['rows'][number]

const MEGABYTE = 1_000_000
const mono = (text: string) => <span className="font-mono text-xs break-all">{text}</span>

/** The rest of the plan, each part on demand. */
export function PlanDetails({ plan }: { plan: MigrationPlanWire }) {
  const t = useTranslations('migration')
  const { jsonKeys, rulings, teams, ddl, locks, bytesNeeded, bytesFree, chunked } = plan
  return (
    <>
      <Fold title={t('jsonKeysTitle')} aside={t('items', { count: jsonKeys.total })}>
        <JsonKeys rows={jsonKeys.rows} />
      </Fold>
      <Fold title={t('rulingsTitle')} aside={t('items', { count: rulings.total })}>
        {rulings.total === 0 ? <p className="text-sm text-soft">{t('noRulings')}</p> : <Rulings rows={rulings.rows} />}
      </Fold>
      <Fold title={t('teamsTitle')} aside={t('items', { count: teams.total })}>
        <Teams rows={teams.rows} />
      </Fold>
      <Fold title={t('writesTitle')} aside={t('items', { count: ddl.length })}>
        <p className="mb-2 text-sm">
          {t('space', { needed: Math.ceil(bytesNeeded / MEGABYTE) })}{' '}
          {bytesFree === null ? t('spaceUnknown') : t('spaceFree', { free: Math.floor(bytesFree / MEGABYTE) })}{' '}
          {chunked ? t('inChunks') : t('atOnce')}
        </p>
        <ul className="mb-3 text-sm">
          {locks.map(({ table, lock, why }) => (
            <li key={table}>
              {mono(table)} {mono(lock)} <span className="text-soft">{why}</span>
            </li>
          ))}
        </ul>
        {ddl.length > 0 && (
          <pre className="max-h-80 overflow-auto rounded bg-sunken p-3 text-xs" tabIndex={0} aria-label={t('writesTitle')}>
            {ddl.join('\n')}
          </pre>
        )}
      </Fold>
    </>
  )
}

function JsonKeys({ rows }: { rows: readonly JsonKey[] }) {
  const t = useTranslations('migration')
  const columns: DataColumn<JsonKey>[] = [
    { id: 'key', header: t('key'), cell: ({ key }) => mono(key) },
    { id: 'profiles', header: t('profiles'), align: 'right', cell: ({ profiles }) => <Stat stat={profiles} kind="count" /> },
    { id: 'goesTo', header: t('goesTo'), cell: ({ goesTo }) => mono(goesTo) },
  ]
  return <DataTable caption={t('jsonKeysTitle')} columns={columns} rows={rows} rowKey={({ key }) => key} />
}

function Rulings({ rows }: { rows: readonly Ruling[] }) {
  const t = useTranslations('migration')
  const columns: DataColumn<Ruling>[] = [
    { id: 'row', header: t('row'), cell: ({ table, v1Id }) => mono(`${table} ${v1Id}`) },
    { id: 'kind', header: t('is'), cell: ({ kind }) => t(`ruling_${kind}`) },
    {
      id: 'value',
      header: t('value'),
      cell: ({ column, value }) => mono([column, value ?? t('nothing')].filter((text) => text !== '').join(': ')),
    },
    { id: 'reason', header: t('reason'), cell: ({ reason }) => reason },
  ]
  return (
    <DataTable
      caption={t('rulingsTitle')}
      columns={columns}
      rows={rows}
      rowKey={({ table, v1Id, kind, column }) => `${table} ${v1Id} ${kind} ${column}`}
    />
  )
}

function Teams({ rows }: { rows: readonly Team[] }) {
  const t = useTranslations('migration')
  const columns: DataColumn<Team>[] = [
    { id: 'name', header: t('team'), cell: ({ name }) => <span className="font-semibold">{name}</span> },
    {
      id: 'becomes',
      header: t('becomes'),
      cell: ({ teamId, evidence }) => `${teamId === null ? t('newTeam') : t('knownTeam', { id: String(teamId) })}: ${evidence}`,
    },
    {
      id: 'names',
      header: t('names'),
      wideOnly: true,
      cell: ({ aliases }) => (
        <ul className="text-xs">
          {aliases.map(({ source, alias, evidence }) => (
            <li key={`${source} ${alias}`} title={evidence}>
              {source}: {alias}
            </li>
          ))}
        </ul>
      ),
    },
  ]
  return <DataTable caption={t('teamsTitle')} columns={columns} rows={rows} rowKey={({ v1Id }) => String(v1Id)} />
}
