/** What the screens of those who ask and of those who give say, in Chinese. */
export const developerZh = {
  apply: '共享申请', grantsPlace: '授权', playground: '试验台', matrix: '权限矩阵', simulator: '权限模拟',
  pickItems: '选择信息项', fromTree: '从目录勾选', fromOperation: '由查询语句生成', operationText: 'GraphQL 查询语句', variablesJson: '变量（JSON）', makeDrafts: '生成申请草稿', draftsMade: '生成的草稿', useDraft: '采用这份草稿', draftFor: '提供方',
  draftsNone: '这条语句不缺授权，没有可以申请的内容。', answeredAll: '可全部获得', answeredPart: '只能获得一部分', answeredNone: '全部被拒绝', catalogueSearch: '在目录中查找', picked: '已选信息项', pickedNone: '尚未选择信息项。', remove: '移除', secretField: '证面隐去', disclosureWanted: '披露方式', argumentsWanted: '允许的取值（JSON）',
  forWhom: '为谁申请', forOwn: '本机构', forClass: '实施该事项的各机构', classMatter: '类别事项', classRegion: '类别区划', pickHint: '按名称或编码查找', moreChoices: '更多…', matterCodes: '关联事项', bindingKind: '主体绑定', bindingCASE_PARTY: '办件当事人', bindingKIN: '当事人的亲属', bindingSELF: '本人', bindingANY: '不限（非个人信息或仅核验）', partyRoles: '当事人角色', kinOf: '谁的亲属', kinKind: '亲属关系',
  regionCodes: '适用区划', validFromDay: '有效期起', validToDay: '有效期止', quotaWanted: '每日额度（人次，可不填）', keepDraft: '保存草稿', draftTitle: '草稿名称', submitApplication: '提交申请', keptDrafts: '已保存的草稿', keptDraftsNone: '没有保存的草稿。',
  openDraft: '继续填写', discardDraft: '删除草稿', newApplication: '新的申请', myApplications: '我提交的申请', draftKept: '草稿已保存，可以离开后再继续。', variablesWrong: '变量不是 JSON 对象。',
  sideHELD: '获得的授权', sideGIVEN: '给出的授权', consumerAgency: '使用方', endsOn: '到期日', quotaLeft: '今日剩余额度', uses90: '近 90 天请求', lastUsed: '最近使用', never: '从未', everyImplementer: '实施该事项的各机构', grantText: '编号、事项或信息项',
  useOverTime: '使用情况', useNone: '近 90 天没有使用。', useTable: '使用情况（表格）', requests: '请求数', unusedItems: '90 天未使用的信息项', unusedNone: '没有长期未使用的信息项。', lastReadOn: '最近读取', whatStops: '停止后的影响', stopsMatters: '这些事项将无法再取得下列信息项', stopsConsumers: '受影响的使用方', stopsUse: '近 90 天使用请求数',
  stopsLast: '最近一次使用', suspend: '暂停', resume: '恢复', revoke: '撤销', suspendAsk: '确认暂停该授权？', revokeAsk: '确认撤销该授权？撤销后不能恢复。', reasonNeeded: '请写明原因', history: '变动记录', intactNo: '授权文本与摘要不一致，请立即联系数据主管部门', grantItems: '授权信息项',
  stateACTIVE: '有效', stateNOT_YET: '未生效', stateEXPIRED: '已到期', stateSUSPENDED: '已暂停', stateREVOKED: '已撤销',
  purposeMatter: '事项编码', purposeCase: '办件编号', purposeReason: '使用事由', examples: '示例', chooseExample: '选择示例', run: '运行', decisionsBeside: '逐项判定', decisionsNone: '输入查询语句后，这里逐项说明能否获得。', planOf: '查询计划', planNone: '不会询问任何资源库。', answerOf: '应答', hopsOf: '实际询问的资源库', copyCurl: '复制 curl 命令', copyTs: '复制 TypeScript', copied: '已复制；其中不含访问令牌',
  givenItem: '提供', masked: '脱敏', verifyOnly: '仅核验', refusedItem: '拒绝', partly: '部分主体', applyForIt: '申请这些信息项', standingNote: '因当事人角色而不同', recordedNote: '每次运行都会留下记录，与正式系统相同。', headerWrong: '事项和办件编号只能用半角字符。',
  simulateAs: '以谁的身份', actsFor: '代表机构', agencyRoleIn: '在办件中的机构角色', noCase: '没有办件', standingIn: '被查询人在办件中的角色', noParty: '不是当事人', question: '查询语句', simulate: '模拟', simulateNote: '模拟只按目录和授权判定，不读取任何数据；每次模拟都有记录。', granted: '仅看有授权的', itemText: '信息项名称', cells: '谁可以获得', cellsMore: '另有', cellsNone: '没有有效授权', grantCountOf: '授权数', providerCode: '提供方信用代码', consumerCode: '使用方信用代码', noSystem: '请选择系统和机构', simulateThis: '模拟查询此项',
  RECEIVING: '收件', ACCEPTING: '受理', DECIDING: '决定', JOINT: '联办', spouse: '配偶', minorChild: '未成年子女', household: '同户成员',
  APPLICANT: '申请人', CO_APPLICANT: '共同申请人', COUNTERPARTY: '相对人', AGENT: '代理人', GUARDIAN: '监护人', LEGAL_REP: '法定代表人', MEMBER: '成员', RIGHT_HOLDER: '权利人', RESPONDENT: '被申请人',
} as const
