import { developerZh } from './developer.zh.ts'
import { doubtsZh } from './doubts.zh.ts'
import { recordsZh } from './records.zh.ts'

/** Every sentence of the console in Chinese. English has the same keys, or it does not compile. */
export const zh = {
  ...developerZh,
  ...doubtsZh,
  ...recordsZh,
  product: '政务数据共享', skip: '跳到正文', language: 'English', menu: '主导航', openMenu: '打开菜单',
  workbench: '我的工作台', catalogue: '资源目录', decide: '申请办理', records: '共享记录',
  signIn: '登录', signOut: '退出登录', signInWith: '使用统一身份认证登录', signedOut: '会话已结束，请重新登录。', signedOutKept: '由同一人登录后，本页已填写的内容仍在。', signedOutElsewhere: '登录在新标签页中进行；由同一人登录后回到本页，已填写的内容仍在。',
  embedded: '这是演示环境：数据全部为虚构，密钥公开，不得用于真实数据。请选择一个身份体验。',
  persona: '演示身份', choosePersona: '选择身份', personaNeeded: '请选择一个身份',
  signInFailedProvider: '身份认证服务暂时无法使用，请稍后重试。', signInFailedState: '登录请求已失效或不是由本页发起，请重新登录。',
  signInFailedRefused: '身份认证服务没有同意登录。', signInFailedToken: '该账户的凭证不能用于共享平台，请联系数据主管部门登记。',
  noWay: '尚未配置登录方式，请联系平台管理员。',
  loading: '正在读取…', empty: '没有内容', retry: '重试', failed: '未能读取', notKnown: '不知是否已办理，请重新读取后核对', failedOffline: '连接不到平台，请检查网络后重试。', failedStatus: '平台返回了意外的结果，请重试；若仍如此，请联系平台管理员。',
  refused: '未获准', refusedPart: '部分内容未获准', reason: '原因', remedy: '处理建议', item: '信息项', traceId: '追踪号', done: '已完成',
  remedyAPPLY: '申请共享授权', remedyASK_HOLDER: '请当事人提供', remedyTAKE_PAPER: '改用纸质材料', remedyACCEPT_ON_COMMITMENT: '告知承诺', remedyWAIT: '稍后再试', remedyCALL_PROVIDER: '联系提供方',
  doFORBIDDEN: '请用有相应职责的系统登录，或者请数据主管部门登记该职责', doNOT_FOUND: '请核对编号；内容也可能只对有关机构可见', doCONFLICT: '内容已有变化，请重新读取后再办理', doBAD_USER_INPUT: '请按提示改正后再试',
  doGRAPHQL_PARSE_FAILED: '请改正查询语句', doGRAPHQL_VALIDATION_FAILED: '请改正查询语句', doOPERATION_TOO_COMPLEX: '请分成几次查询', doRATE_LIMITED: '请稍后再试', doLIBRARY_UNAVAILABLE: '请稍后再试', doAUDIT_UNAVAILABLE: '请稍后再试',
  doINTERNAL_SERVER_ERROR: '请重试；若仍如此，请把追踪号告知平台管理员', doUNAUTHENTICATED: '请重新登录',
  notFound: '没有这个页面', notFoundText: '没有这项内容，或者您无权查看。请核对地址；确需查看的，请联系发来地址的人或者提供方。', line: '行号', leftOut: '未列出的问题', grantsTouched: '受影响的授权', home: '回到工作台',
  search: '查询', clear: '清除', first: '首页', next: '下一页', previous: '返回上一页', exportCsv: '导出 CSV', exporting: '正在导出', exportCut: '文件只含前一万行，请缩小筛选范围后分次导出。', rows: '行', cancel: '取消', confirm: '确定', close: '关闭', all: '全部', yes: '是', no: '否', sortBy: '按此列排序', ascending: '升序', descending: '降序', actions: '操作',
  waiting: '等待我办理', waitingNone: '没有等待办理的事项。', notices: '通知', noticesNone: '没有未读通知。', markRead: '标为已读', bulletin: '每日运行通报', bulletinNone: '该日尚未结束或尚未统计完。', day: '日期',
  applicationsToDecide: '待答复的申请', applicationsToReview: '待内部审核的申请', applicationsToConfirm: '待复核的申请', applicationsToSupplement: '待补正的申请', resourcesToReview: '待审核的目录', objectionsToAnswer: '待答复的异议',
  applicationsDisputed: '待协调的争议', drafts: '目录草稿', dueOn: '期限', daysLeft: '剩余工作日', overdue: '已超期', paused: '计时暂停', from: '来自', about: '关于', count: '数量',
  code: '资源代码', name: '名称', provider: '提供方', shareClass: '共享类型', state: '状态', freshness: '更新情况', publishedOn: '发布日期', searchText: '关键词', searchHint: '名称、信息项或分类', mineOnly: '本机构',
  shareUNCONDITIONAL: '无条件共享', shareCONDITIONAL: '有条件共享', shareWITHHELD: '不予共享', stateDRAFT: '草稿', stateIN_REVIEW: '待审', statePUBLISHED: '已发布', stateCHANGING: '变更中',
  stateWITHDRAWN: '停用', classPUBLIC: '公开', classINTERNAL: '内部', classPERSONAL: '个人信息', classSENSITIVE: '敏感个人信息', classBUSINESS: '商业秘密', disclosureCLEAR: '明文',
  disclosureMASKED: '脱敏', disclosureVERIFY: '核验', spreadsheet: '电子表格', spreadsheetOut: '导出电子表格', spreadsheetIn: '导入电子表格', imported: '已导入资源', unchanged: '未变化', items: '信息项',
  whoBreaks: '变更会影响谁', whoBreaksNote: '下列有效授权用到本资源的信息项；变更或停用后，相应事项将受影响。', whoBreaksProviderOnly: '仅提供方可见。', nobodyBreaks: '没有有效授权用到本资源。', versions: '版本与差异', reviewedBy: '审核人',
  shareCondition: '共享条件', withheldBasis: '不予共享依据', summary: '摘要', format: '格式', updateCycle: '更新周期', version: '版本', system: '来源系统', office: '责任处室', dataType: '数据类型',
  dataClass: '敏感级别', open: '向社会开放', madeUp: '虚构样例', madeUpNote: '样例由类型和名称虚构生成，从不读取真实数据。', consumer: '使用方', matters: '事项', validTo: '有效期至', grant: '授权', note: '说明', edit: '编制',
  submit: '提交审核', takeBack: '撤回变更', withdraw: '申请停用', publish: '审核通过并发布', sendBack: '退回', save: '保存为新版本', application: '申请编号', applicant: '申请方', scenario: '应用场景',
  submittedAt: '提交时间', clock: '办理时限', side: '方向', sidePROVIDER: '发给本机构', sideAPPLICANT: '本机构发出', appINTERNAL_REVIEW: '内部审核', appSUBMITTED: '待提供方答复', appSUPPLEMENT: '待补正',
  appSECOND_APPROVAL: '待复核', appAPPROVED: '同意', appPARTLY_APPROVED: '部分同意', appREFUSED: '不予同意', appDISPUTED: '争议协调', appREJECTED: '内部退回', appCANCELLED: '已撤回',
  riskSensitive: '含敏感个人信息', riskClear: '可脱敏的信息项申请明文', riskAny: '不限定当事人', riskKin: '涉及亲属', riskNoQuota: '未设每日额度', riskLong: '期限超过两年', riskWide: '区划范围较大', riskTwo: '须两人审批',
  risks: '风险提示', risksNone: '没有需要提示的风险。', asked: '申请内容', course: '办理经过', agencyRoles: '机构角色', binding: '主体绑定', regions: '区划', term: '期限', quota: '每日额度', noQuota: '不限',
  legalBasis: '法律依据', supplementAsked: '补正要求', supplement: '补正说明', decision: '答复意见', dispute: '争议理由', notGiven: '不予提供', givenBefore: '已有授权', givenNone: '该申请方目前没有本机构的有效授权。',
  already: '已授权', precedents: '先例', precedentsNone: '最近的答复中没有相同信息项的先例。', approve: '同意', approvePart: '部分同意', askSupplement: '要求补正', refuse: '不予同意', confirmSecond: '复核通过',
  sendOn: '审核通过并发出', giveSupplement: '提交补正', disputeIt: '提出争议', cancelApplication: '撤回申请', extend: '延期十个工作日', uphold: '维持', order: '责令提供', answering: '办理', nothingToDo: '当前没有您可以办理的步骤。', itemByItem: '逐项办理', asAsked: '按申请',
  given: '给予', at: '时间', agency: '机构', operation: '操作名称', caseNo: '办件编号', released: '提供 / 拒绝', outcome: '结果', fromDay: '开始日期', toDay: '结束日期', agencyCode: '机构信用代码',
  roleCONSUMER: '使用', rolePROVIDER: '提供', outcomeANSWERED: '已答复', outcomePARTIAL: '部分答复', outcomeREFUSED: '已拒绝', outcomeFAILED: '失败', receipt: '核验回执与记录链', entry: '记录编号',
  digest: '应答摘要', verify: '核验', verdict: '结论', chainHash: '记录链哈希', checkpoint: '检查点', checkpointNone: '尚无检查点', decidedBy: '依据的授权与审批', operator: '经办人', channel: '渠道',
  reasonStated: '使用事由', releasedItems: '提供的信息项', refusedItems: '拒绝的信息项', answerDigest: '应答摘要值', noGrantUsed: '该请求未用到任何授权。', intact: '条款未被改动', approval: '审批', approvalNone: '该授权没有在本平台上的申请记录。',
} as const

export type MessageKey = keyof typeof zh
export type Messages = { readonly [Key in MessageKey]: string }
