import { granted, ownAgencyOr, plumbing, type Shield, valueTypes } from '#platform/rules'

/** Who may read what of the record: one line per field, in the order of the contract. */
export const shield: Shield = {
  rows: {
    AccessRecord: ownAgencyOr('auditor'),
    Alert: ownAgencyOr('auditor', 'sharing-authority'),
  },
  fields: {
    Query: { accessRecords: plumbing, alerts: plumbing },
    AccessRecordConnection: { edges: plumbing, pageInfo: plumbing },
    AccessRecordEdge: { cursor: plumbing, node: plumbing },
    AccessRecord: {
      id: plumbing,
      at: granted,
      consumer: granted,
      agency: granted,
      operator: granted,
      operationName: granted,
      matter: granted,
      caseNo: granted,
      reason: granted,
      released: granted,
      refused: granted,
      outcome: granted,
      durationMs: granted,
    },
    AlertConnection: { edges: plumbing, pageInfo: plumbing },
    AlertEdge: { cursor: plumbing, node: plumbing },
    Alert: { id: plumbing, at: granted, kind: granted, agency: granted, operator: granted, caseNo: granted },
    ...valueTypes,
    LegalPerson: { creditCode: plumbing },
    Matter: { code: plumbing },
  },
}
