import type { doubtsZh } from './doubts.zh.ts'

/** The same in English. */
export const doubtsEn: { readonly [Key in keyof typeof doubtsZh]: string } = {
  alertsToExplain: 'Alerts to explain', alertsToConfirm: 'Alerts to confirm', alert: 'Alert', objection: 'Objection', raisedInPerson: 'the subject in person', doubt: 'What is in doubt', raiser: 'Raised by', aboutWhom: 'About', raisedAt: 'Raised', statement: 'What is doubted', objectionAnswer: 'Answer', answeredAt: 'Answered',
  evidence: 'Evidence (files stay with whoever raised it)', evidenceORIGINAL: 'original', evidenceCERTIFICATE: 'certificate', evidencePHOTO: 'picture or recording', evidenceSTATEMENT: 'signed statement', evidenceOTHER: 'other',
  checkedOutcome: 'What checking came to', outcomeCORRECTED: 'right, and corrected', outcomePARTLY_CORRECTED: 'right in part, and corrected', outcomeCONFIRMED: 'the item is right as it stands', objectionAnswerNote: 'At most 500 characters, no numbers of people and no telephones: every agency that reads the item is told the answer.', answerObjection: 'Answer the objection',
  alertRaised: 'What raised it', counted: 'Counted', expected: 'Expected', explanation: 'Explanation', evidenceEntries: 'Entries that show it', alertWords: 'What is to be said (at most 500 characters, no numbers of people and no telephones)', explainAlert: 'Explain', confirmAlert: 'Confirm', courseNone: 'Nothing was done yet.',
  actionISSUE: 'issued', actionREVOKE: 'revoked', actionSUSPEND: 'suspended', actionRESUME: 'resumed', actionCHANGE: 'changed',
}
