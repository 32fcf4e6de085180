/** What the screen of records says of exports, in Chinese. */
export const recordsZh = {
  exportPart: '导出记录', exportNote: '导出上面筛选出的全部记录（最多一万条）。事由和范围随导出留存，本机构和审计员可以查到；导出内容 24 小时内仅限本人取回。',
  exportReason: '导出事由', exportReasonHint: '5 至 500 字，不要写证件号码或电话', openExport: '导出', exports: '导出清单', exportsNone: '还没有导出过。', takeExport: '取回', stopTaking: '停止', takingStopped: '已停止；可在下面的清单中重新取回。',
  taking: '正在取回', takingLeave: '可以离开本页，稍后在下面的清单中重新取回。', takenWhole: '已取回', exportedOn: '导出时间', exportedBy: '导出人', exportRange: '范围', exportCount: '条数', takeUntil: '取回期限', rangeAll: '全部', caseNotInAddress: '办件编号不写入网址：分享本页网址时不会带上它。',
  verifications: '核验整个记录', verificationsNote: '逐条核验全部记录及其检查点。由平台在后台进行，可以离开本页，稍后回来查看。', verifyWhole: '开始核验', verificationsNone: '还没有核验过。', askedOn: '申请时间', askedBy: '申请人', verifiedOf: '已核验 / 应核验', notAnchored: '未入检查点', endedOn: '完成时间', foundFault: '发现的问题',
} as const
