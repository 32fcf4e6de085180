import type { recordsZh } from './records.zh.ts'

/** What the screen of records says of exports, in English. */
export const recordsEn: { readonly [Key in keyof typeof recordsZh]: string } = {
  exportPart: 'Export records', exportNote: 'Exports all records that the filter above finds, 10,000 at most. Reason and range are kept with the export and shown to your agency and to auditors; for 24 hours its content is given to you alone.',
  exportReason: 'Reason for the export', exportReasonHint: '5 to 500 characters, no numbers of people and no telephones', openExport: 'Export', exports: 'Exports', exportsNone: 'Nothing has been exported yet.', takeExport: 'Take', stopTaking: 'Stop', takingStopped: 'Stopped; it can be taken again from the list below.',
  taking: 'Taking', takingLeave: 'You may leave this page and take it later from the list below.', takenWhole: 'Taken', exportedOn: 'Exported', exportedBy: 'By', exportRange: 'Range', exportCount: 'Records', takeUntil: 'Can be taken until', rangeAll: 'all', caseNotInAddress: 'The case number does not stand in the address: whoever is sent the address is not sent the number.',
  verifications: 'Verify the whole record', verificationsNote: 'Every entry and every checkpoint is verified. The hub does it behind all answers: you may leave this page and come back to it later.', verifyWhole: 'Verify', verificationsNone: 'It has not been verified yet.', askedOn: 'Asked for', askedBy: 'By', verifiedOf: 'Verified / all', notAnchored: 'Under no checkpoint', endedOn: 'Ended', foundFault: 'What was found',
}
