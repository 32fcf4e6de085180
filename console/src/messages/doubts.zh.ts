/** What the screens of objections and alerts say, in Chinese. */
export const doubtsZh = {
  alertsToExplain: '待说明的预警', alertsToConfirm: '待确认的预警', alert: '预警', objection: '异议', raisedInPerson: '当事人本人', doubt: '异议内容', raiser: '提出方', aboutWhom: '涉及主体', raisedAt: '提出时间', statement: '有何疑义', objectionAnswer: '校核答复', answeredAt: '答复时间',
  evidence: '依据材料（原件由提出方保存）', evidenceORIGINAL: '证件原件', evidenceCERTIFICATE: '证明文件', evidencePHOTO: '照片影像', evidenceSTATEMENT: '书面说明', evidenceOTHER: '其他',
  checkedOutcome: '校核结果', outcomeCORRECTED: '属实，已更正', outcomePARTLY_CORRECTED: '部分属实，已更正', outcomeCONFIRMED: '经核对无误', objectionAnswerNote: '最多 500 字，不要写证件号码或电话：使用该信息项的机构都会看到答复。', answerObjection: '答复异议',
  alertRaised: '预警情况', counted: '实际数量', expected: '预期数量', explanation: '说明', evidenceEntries: '依据的记录', alertWords: '说明（最多 500 字，不要写证件号码或电话）', explainAlert: '提交说明', confirmAlert: '确认属实', courseNone: '尚未处理。',
  actionISSUE: '授予', actionREVOKE: '撤销', actionSUSPEND: '暂停', actionRESUME: '恢复', actionCHANGE: '变更',
} as const
