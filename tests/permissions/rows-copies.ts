import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { SCENARIOS } from '../../seeds/scenarios/all.ts'
import { identifierOf, named } from '../../seeds/scenarios/cast.ts'
import { licence } from './ask.ts'
import { caseNo } from './cases.ts'
import { each, of } from './items.ts'
import type { Row } from './row.ts'

const COPY = 'state { code } basis { code } agency { name } matter { name } caseNo reason types { name } createdAt expiresAt withdrawnAt withdrawalReason fileSm3 watermark address addressExpiresAt'
const LEAVE = 'code agency { name } matter { name } types { name } times used state { code } createdAt expiresAt withdrawnAt'
const itemsOf = (type: string, fields: string) => of(type, fields.replace(/ \{[^}]*\}/g, ''))
const TOLD = ['LegalPerson.name', 'Matter.name', 'LicenceType.name']
const MADE = ['legal-persons', 'licences', 'matters']

const identifier = (example: string) => identifierOf(named(SCENARIOS.flatMap(({ licences }) => licences), example))
const mutation = (name: string, type: string, selection: string, input: Record<string, unknown>) =>
  ({ query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, variables: { input } })
const terms = (example: string, licences: string) => ({ case: caseNo(example), licences: [identifier(licences)], reason: '办理', expiresAt: '2026-03-06T18:00:00+08:00' })
const copied = (example: string, licences: string) => mutation('createLicenceCopy', 'CreateLicenceCopyInput', COPY, terms(example, licences))
const allowance = { matter: 'old-age-allowance', case: 'allowance' }

const KEPT: readonly (readonly [what: string, query: string, type: string, fields: string])[] = [
  ['copies', `{ myLicenceCopies { edges { node { ${COPY} } } } }`, 'LicenceCopy', COPY],
  ['leave', `{ myLicenceAuthorisations { edges { node { ${LEAVE} } } } }`, 'LicenceAuthorisation', LEAVE],
]

/** Copies of licences: who may make them, and to whom they are told. */
export const copyRows: readonly Row[] = [
  ...KEPT.map(([what, query, type, fields]): Row => ({
    says: `a suspended system is told nothing of ${what}`, persona: 'suspended-system', query, granted: [], refused: each(itemsOf(type, fields), 'CONSUMER_SUSPENDED'), hops: [],
  })),
  ...KEPT.map(([what, query]): Row => ({ says: `an agency is told nothing of ${what} of somebody`, persona: 'civil-affairs', query, granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['licences'] })),
  {
    says: 'civil affairs is told of what it may copy for an allowance', persona: 'civil-affairs', purpose: allowance, ...licence('old-man-card', 'copyable'),
    granted: ['Licence.copyable'], refused: {}, hops: ['licences'],
  },
  {
    says: 'civil affairs takes a copy of the applicant’s card', persona: 'civil-affairs', purpose: allowance, ...copied('allowance', 'old-man-card'),
    granted: [...itemsOf('LicenceCopy', COPY).filter((item) => !/\.withdr/.test(item)), ...TOLD], refused: {}, hops: MADE,
  },
  {
    says: 'what a copy is for is told in its answer by codes alone', persona: 'civil-affairs', purpose: allowance,
    ...mutation('createLicenceCopy', 'CreateLicenceCopyInput', 'agency { creditCode } matter { code }', terms('allowance', 'old-man-card')),
    granted: of('LicenceCopy', 'agency matter'), refused: {},
    values: { 'LegalPerson.creditCode': [codeOf('civil-affairs')], 'Matter.code': [matterCode('old-age-allowance')] }, hops: ['licences'],
  },
  {
    says: 'civil affairs takes no copy of a licence whose type it was not granted', persona: 'civil-affairs', purpose: allowance, ...copied('allowance', 'old-man-driving'),
    granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['licences'],
  },
  {
    says: 'whoever only receives takes no copy', persona: 'street-office', purpose: allowance, ...copied('allowance', 'old-man-card'),
    granted: [], refused: { 'Licence.copyable': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'the holder gives leave in person', persona: 'portal', subject: 'old-man',
    ...mutation('authoriseLicenceUse', 'AuthoriseLicenceUseInput', LEAVE, {
      licences: [identifier('old-man-driving')], agency: codeOf('civil-affairs'), matter: matterCode('old-age-allowance'), expiresAt: '2026-03-06T18:00:00+08:00', times: 1,
    }),
    granted: [...itemsOf('LicenceAuthorisation', LEAVE).filter((item) => !/\.withdr/.test(item)), ...TOLD], refused: {}, hops: MADE,
  },
  {
    says: 'the holder shows a licence in person', persona: 'portal', subject: 'old-man',
    ...mutation('showLicences', 'ShowLicencesInput', 'text expiresAt', { licences: [identifier('old-man-driving')] }),
    granted: of('ShownLicences', 'text expiresAt'), refused: {}, hops: ['licences'],
  },
  {
    says: 'the holder sees what a copy will look like', persona: 'portal', subject: 'newcomer-wife', purpose: { matter: 'residence-permit', case: 'permit-draft' },
    ...mutation('previewLicenceCopy', 'PreviewLicenceCopyInput', 'address addressExpiresAt watermark', terms('permit-draft', 'newcomer-wife-card')),
    granted: of('LicenceCopyPreview', 'address addressExpiresAt watermark'), refused: {}, hops: ['licences'],
  },
]
