import postgres from 'postgres'

// What the bench itself does to its databases, apart from what it measures.
async function on(url, work) {
  const sql = postgres(url, { max: 1, onnotice() {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

/** Whether a database is there and seeded to the end. */
export const isSeeded = (url) =>
  on(url, async (sql) => (await sql`select 1 from loading.run where finished_at is not null`).length > 0).catch(() => false)

/** The last stream of records, so that what a bench adds can be taken away again. */
export const lastRecord = (url) => on(url, async (sql) => (await sql`select coalesce(max(id), 0)::text as id from audit.stream`)[0].id)

/** Takes away the records of the streams after one. */
export const removeRecordsAfter = (url, id) => on(url, async (sql) => {
  await sql`delete from audit.access_record_concern where stream > ${id}`
  await sql`delete from audit.access_record where stream > ${id}`
  await sql`vacuum audit.access_record`
  await sql`vacuum audit.access_record_concern`
})

/** So many credit codes out of the whole table, evenly spread, the same each time. */
export const organisations = (url, count) => on(url, async (sql) => {
  const rows = await sql`select subject_key from legal_persons.legal_person where address_code is not null and subject_key like '9%' order by md5(subject_key) limit ${count}`
  return rows.map(({ subject_key: key }) => key)
})

export const dropDatabase = (url, name) => on(url, (sql) => sql.unsafe(`drop database if exists "${name}"`))

export const copyDatabase = async (url, from, name) => {
  await dropDatabase(url, name)
  await on(url, (sql) => sql.unsafe(`create database "${name}" template "${from}"`))
}

export const countGrants = (url) => on(url, async (sql) => (await sql`select count(*)::int as count from catalogue.access_grant`)[0].count)

/** Copies every grant alike, for matters that nobody asks for, until there are at least so many. */
export const multiplyGrants = (url, count) => on(url, (sql) => sql.begin(async (tx) => {
  await tx`create temporary table made on commit drop as
    select id, number, 'bench-' || number || '-' || id as new_id
    from catalogue.access_grant, generate_series(1, ceil(${count} / (select count(*) from catalogue.access_grant)::numeric)::int - 1) as number`
  await tx`insert into catalogue.access_grant (id, version, consumer_credit_code, class_basic_code, class_region, provider_credit_code, matters,
      agency_roles, binding, regions, quota_per_day, valid_from, valid_to, legal_basis, approved_by, approved_on, application_id, superseded, suspended_at, revoked_at)
    select new_id, version, consumer_credit_code, class_basic_code, class_region, provider_credit_code, array['bench-' || number],
      agency_roles, binding, regions, quota_per_day, valid_from, valid_to, legal_basis, approved_by, approved_on, application_id, superseded, suspended_at, revoked_at
    from made join catalogue.access_grant using (id)`
  await tx`insert into catalogue.access_grant_item (grant_id, version, item, disclosure, arguments)
    select new_id, version, item, disclosure, arguments from made join catalogue.access_grant_item on grant_id = id`
  await tx`update catalogue.catalogue_version set version = version + 1`
}))

/** How many entries the record has, and how many bytes they take with their indexes and all that they refer to. */
export const recordSize = (url) => on(url, async (sql) => (await sql`
  select (select count(*)::int from audit.access_record) as entries, sum(pg_total_relation_size(pg_class.oid))::float8 as bytes
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where nspname = 'audit' and relkind = 'r' and relname ~ '^(access_record|decision|stream)'`)[0])

/** A setting of the server, as a new session has it. */
export const settingOf = (url, name) => on(url, async (sql) => (await sql`select current_setting(${name}) as value`)[0].value)
