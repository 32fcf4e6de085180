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

export const dropDatabase = (url, name) => on(url, (sql) => sql.unsafe(`drop database if exists "${name}" with (force)`))

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

/** A stream of the record without the indexes that counting does not use, and the decisions that its entries come of: 1,000 agencies, each for 20 of 2,000 matters in two ways, on items of 30 providers, some with a refusal. */
export const prepareEntries = (url) => on(url, async (sql) => {
  await sql`insert into audit.stream (writer, opened_at) values ('bench', now())`
  await sql`drop index audit.access_record_agency_idx, audit.access_record_at_idx, audit.access_record_decision_idx, audit.access_record_case_idx`
  await sql`insert into audit.usage_item (coordinate, resource, provider_credit_code)
    select 'Type' || n || '.item', '10' || n % 5 + 1 || '001/' || lpad((n / 5)::text, 6, '0'), '11' || 990101 + n % 30 || '000000000' || 'X' from generate_series(0, 239) as n`
  await sql`insert into audit.decision (hash, said, basis, providers)
    select 'bench-' || n, jsonb_build_object('zone', 'GOVERNMENT', 'channel', (array['SYSTEM', 'WINDOW', 'PORTAL', 'MOBILE', 'TERMINAL'])[1 + (n / 2 + n % 2) % 5], 'operationHash', 'h' || n,
      'policyVersion', '0', 'grants', array['G' || n / 2 || '@1'], 'released', array['Type' || n / 2 % 240 || '.item=CLEAR', 'Type' || (n / 2 + 7) % 240 || '.item=MASKED'],
      'refused', case when n % 8 = 1 then array['Type' || (n / 2 + 19) % 240 || '.item=' || (array['NO_GRANT', 'CASE_CLOSED', 'REGION_NOT_COVERED', 'VERIFY_ONLY'])[1 + n / 8 % 4]] else array[]::text[] end)::text,
      '', array['11' || 990101 + n / 2 % 240 % 30 || '000000000' || 'X', '11' || 990101 + (n / 2 + 7) % 240 % 30 || '000000000' || 'X']
    from generate_series(0, 39999) as n order by n`
})

/**
 * Puts entries on record, numbered on from one, over the year 2025 by their share of a whole. A few agencies ask most and most ask little,
 * and so it is with the matters of each: the first of 1,000 agencies asks sixty times as often as the last.
 */
export const generateEntries = (url, { from, count, whole }) => on(url, async (sql) => {
  await sql`insert into audit.access_record (stream, decision, seq, at, agency_credit_code, hash, body)
    select (select max(id) from audit.stream), (select min(id) from audit.decision) + asker * 40 + slot * 2 + n % 2, n,
      timestamptz '2025-01-01 00:00:00+08' + interval '1 second' * (365 * 86400.0 * ((n - 1) % ${whole}::bigint) / ${whole}::bigint)::float,
      '11' || 11 + asker % 31 || lpad((asker % 97)::text, 4, '0') || lpad(asker::text, 10, '0'), '\\x00',
      '{"traceId":"' || n || '","consumer":"sys-' || asker % 400 || '","operator":"op-' || n % 5000 || '","client":"192.0.2.7","matter":"11990101000000000X4' || lpad(((asker * 7 + slot * 101) % 2000)::text, 12, '0')
        || '","rows":' || n % 5 || ',"outcome":"' || (array['ANSWERED', 'ANSWERED', 'ANSWERED', 'PARTIAL', 'REFUSED'])[1 + n % 5] || '","ms":9,"version":1,"answer":"a","subjects":["subject-' || n % 1000000 || '"]}'
    from generate_series(${from}::bigint + 1, ${from}::bigint + ${count}::bigint) as n
    cross join lateral (select floor(1000 * power(n * 2654435761 % 4294967296 / 4294967296.0::float, 2))::int as asker, floor(20 * power(n * 40503 % 65537 / 65537.0::float, 2))::int as slot) as drawn`
})

/**
 * A record as it lies after a while, with all its indexes: so many entries over the last days, of those agencies and of what those providers provide,
 * the first ones more often. One in four states a case, one in ten was answered in part, one in a hundred refused, and one in ten thousand failed.
 */
export const fillRecord = (url, { count, days, agencies, providers }) => on(url, async (sql) => {
  await sql`select audit.make_month((now() - make_interval(months => n))::date) from generate_series(0, ${Math.ceil(days / 28)}::int) as n`
  await sql`insert into audit.stream (writer, opened_at) values ('bench', now())`
  await sql`insert into audit.decision (hash, said, basis, providers)
    select 'bench-' || n, jsonb_build_object('zone', 'GOVERNMENT', 'channel', 'WINDOW', 'operationName', 'Allowance', 'operationHash', 'h' || n, 'policyVersion', '0', 'grants', array['G' || n || '@1'],
      'released', array['Person.name=CLEAR', 'Person.mobile=MASKED', 'Licence.face=CLEAR'], 'refused', case when n % 8 = 1 then array['Person.address=NO_GRANT'] else array[]::text[] end)::text,
      '', array[(${providers}::text[])[1 + floor(${providers.length}::int * power(random(), 2))::int]]
    from generate_series(0, 4999) as n`
  await sql`insert into audit.access_record (stream, decision, seq, at, case_hash, agency_credit_code, hash, body)
    select (select max(id) from audit.stream), (select min(id) from audit.decision where hash like 'bench-%') + n % 5000, n, at, case when n % 4 = 0 then hashtextextended(case_no, 0) end, agency, '\\x00',
      '{"traceId":"' || n || '","consumer":"sys-' || n % 400 || '","operator":"op-' || n % 5000 || '","client":"192.0.2.7",'
        || case when n % 4 = 0 then '"caseNo":"' || case_no || '",' else '"matter":"11990101000000000X4990511001001",' end
        || case when n % 10000 = 7 then '"outcome":"FAILED",' when n % 100 = 3 then '"outcome":"REFUSED",' when n % 10 = 1 then '"outcome":"PARTIAL",' else '' end
        || '"rows":' || n % 5 || ',"ms":9,"version":1,"answer":"' || repeat('a', 43) || '","subjects":["' || repeat('s', 14) || n % 1000000 || '"]}'
    from generate_series(1, ${count}::bigint) as n
    cross join lateral (select now() - make_interval(days => ${days}) * ((${count}::float - n) / ${count}::float) - interval '1 minute' as at, '11990101000000000X4990511001001-20260203-' || lpad((n / 8)::text, 6, '0') as case_no,
      (${agencies}::text[])[1 + floor(${agencies.length}::int * power(n * 2654435761 % 4294967296 / 4294967296.0::float, 2))::int] as agency) as drawn`
  // What is on record was counted and looked at.
  for (const table of ['usage_position', 'alert_position']) await sql`insert into ${sql(`audit.${table}`)} (stream, seq) select max(id), ${count} from audit.stream`
  await sql`analyze audit.access_record`
  await sql`analyze audit.decision`
})

/** How many entries stand under no checkpoint yet. */
export const notAnchored = (url) => on(url, async (sql) => Number((await sql`
  select coalesce(sum(top - anchored), 0) as entries from (select stream, max(seq) as top from audit.access_record group by stream) as tops
  cross join lateral (select coalesce(max(last), 0) as anchored from audit.checkpoint_range where stream = tops.stream) as under`)[0].entries))

/** Copies the resources of the catalogue with their items, under names of their own, until there are so many. */
export const multiplyResources = (url, count) => on(url, async (sql) => {
  await sql`insert into catalogue.resource select (jsonb_populate_record(one, jsonb_build_object(
      'code', '9' || substr(one.code, 2, 6) || lpad((row_number() over (order by copy, one.code))::text, 6, '0'), 'name', one.name || copy, 'slice', null, 'state', 'PUBLISHED'))).*
    from catalogue.resource as one, generate_series(1, ceil(${count} / (select count(*) from catalogue.resource)::numeric)::int) as copy where one.code not like '9%' limit ${count}`
  await sql`insert into catalogue.resource_item select (jsonb_populate_record(one, jsonb_build_object('resource_code', made.code, 'item', 'B' || substr(made.code, 9) || '.' || replace(one.item, '.', '_')))).*
    from catalogue.resource as made
    cross join lateral (select each.ctid as at from catalogue.resource_item as each where each.resource_code not like '9%' order by md5(made.code || each.item) limit 3) as drawn
    join catalogue.resource_item as one on one.ctid = drawn.at where made.code like '9%' on conflict do nothing`
  await sql`update catalogue.catalogue_version set version = version + 1`
  await sql`analyze catalogue.resource`
  await sql`analyze catalogue.resource_item`
})

/** Takes away entries that were counted, since the record of twenty million needs more room than a bench has. */
export const emptyRecord = (url) => on(url, async (sql) => {
  await sql`truncate audit.access_record`
})

export const sizeOf = (url, table) => on(url, async (sql) => Number((await sql`select sum(pg_total_relation_size(relid)) as size from pg_partition_tree(${table}::regclass)`)[0].size))
export const analyse = (url, table) => on(url, (sql) => sql.unsafe(`vacuum analyze ${table}`))

/** How many entries the record has, and how many bytes they take with their indexes and all that they refer to. */
export const recordSize = (url) => on(url, async (sql) => (await sql`
  select (select count(*)::int from audit.access_record) as entries, sum(pg_total_relation_size(pg_class.oid))::float8 as bytes
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where nspname = 'audit' and relkind = 'r' and relname ~ '^(access_record|decision|stream)'`)[0])

/** A setting of the server, as a new session has it. */
export const settingOf = (url, name) => on(url, async (sql) => (await sql`select current_setting(${name}) as value`)[0].value)

/**
 * A matter with ten materials, and so many cases of it: each with a person who holds ten kinds of licences and an organisation that holds two.
 * Returns what a question names: the matter, the numbers of its cases, and the organisation of each.
 */
export const prepareMaterials = (url, count) => on(url, (sql) => sql.begin(async (tx) => {
  const [{ code, agency }] = await tx`select code, agency from matters.matter where name like '高龄津贴%'`
  const matter = `${code.slice(0, -1)}9`
  await tx`create temporary table made on commit drop as select * from matters.matter where code = ${code}`
  await tx`update made set code = ${matter}`
  await tx`insert into matters.matter select * from made`
  await tx`create temporary table kind on commit drop as
    select code, name, holder_kind_code as holder, row_number() over (order by holder_kind_code = '2', code) as at from licences.licence_type`
  await tx`insert into matters.matter_material (matter_code, ordinal, code, name, required, form_code)
    select ${matter}, at, 'M' || at, name, true, 'ELECTRONIC' from kind where at <= 10`
  await tx`insert into matters.material_alternative (matter_code, material_code, ordinal) select ${matter}, 'M' || (at - 1) % 10 + 1, (at - 1) / 10 + 1 from kind`
  await tx`insert into matters.material_evidence (matter_code, material_code, alternative, ordinal, parties, licence_type, items, grades, submit)
    select ${matter}, 'M' || (at - 1) % 10 + 1, (at - 1) / 10 + 1, 1, array[case when holder = '2' then 'CO_APPLICANT' else 'APPLICANT' end], code, array[]::text[], array['A', 'B'], false from kind`
  await tx`insert into matters.material_alternative (matter_code, material_code, ordinal) values (${matter}, 'M3', 2), (${matter}, 'M4', 2)`
  await tx`insert into matters.material_evidence (matter_code, material_code, alternative, ordinal, parties, licence_type, items, grades, submit)
    select ${matter}, material, 2, 1, array[]::text[], null, array['Person.name', 'Person.registeredDivision'], array[]::text[], false from unnest(array['M3', 'M4']) as material`
  await tx`insert into catalogue.access_grant (id, version, consumer_credit_code, provider_credit_code, matters, agency_roles, binding, regions, valid_from, valid_to, legal_basis, approved_by, approved_on)
    values ('bench-materials', 1, ${agency}, ${agency}, ${[matter]}, ${['DECIDING']}, ${tx.json({ kind: 'CASE_PARTY', roles: ['APPLICANT', 'CO_APPLICANT'] })}, ${[]}, '2020-01-01', '2099-12-31', 'bench', 'bench', '2020-01-01')`
  await tx`insert into catalogue.access_grant_item (grant_id, version, item, disclosure)
    select 'bench-materials', 1, field || '@' || code, 'CLEAR' from kind, unnest(array['Licence.state', 'Licence.validTo', 'Licence.trustGrade']) as field
    union all select 'bench-materials', 1, item, 'CLEAR' from unnest(array['Person.licences', 'LegalPerson.licences', 'Person.name', 'Person.registeredDivision']) as item`
  await tx`create temporary table party on commit drop as
    select row_number() over () as at, person.subject_key as person, firm.subject_key as firm
    from (select subject_key, row_number() over (order by md5(subject_key)) as n from population.person order by n limit ${count}) as person
    join (select subject_key, row_number() over (order by md5(subject_key)) as n from legal_persons.legal_person where subject_key like '9%' order by n limit ${count}) as firm using (n)`
  await tx`insert into cases."case" (case_no, subject_key, division, matter_code, basic_code, kind, summary, state_code, handling_division, applied_at, accepted_at, evidence)
    select ${matter} || '-20260225-' || 100000 + at, person, '990101000000', ${matter}, ${matter.slice(-12)}, 'APPLICATION', 'bench', '30', '990101000000', now(), now(), 'CARD_READ' from party`
  await tx`insert into cases.case_agency (case_no, agency, role) select ${matter} || '-20260225-' || 100000 + at, ${agency}, 'DECIDING' from party`
  await tx`insert into cases.case_party (case_no, ordinal, subject_key, subject_kind, division, matter_code, applied_at, role)
    select ${matter} || '-20260225-' || 100000 + at, 1, person, 'PERSON', '990101000000', ${matter}, now(), 'APPLICANT' from party
    union all select ${matter} || '-20260225-' || 100000 + at, 2, firm, 'ORGANISATION', '990101000000', ${matter}, now(), 'CO_APPLICANT' from party`
  await tx`create temporary table held on commit drop as
    select '1.2.156.3005.2.' || kind.code || '.bench.' || party.at || '.001.0' as identifier, kind.code, kind.name, case when holder = '2' then firm else person end as subject
    from party, kind`
  await tx`insert into licences.licence (identifier, type_code, division, name, version, state_code, valid_from, valid_to, trust_grade, current)
    select identifier, code, '990101000000', name, 1, '01', '2020-01-01', '2098-12-31', 'A', true from held`
  await tx`insert into licences.licence_holder (identifier, place, subject_key, division, type_code, name, document_type_code)
    select identifier, 1, subject, '990101000000', code, 'bench', case when length(subject) = 18 then '001' else '111' end from held`
  await tx`update catalogue.catalogue_version set version = version + 1`
  const cases = await tx`select case_no as "caseNo", party.subject_key as organisation from cases.case_party as party where matter_code = ${matter} and role = 'CO_APPLICANT' order by 1`
  return { matter, cases: [...cases] }
}))
