/** Every sentence of the console in Chinese. English has the same keys, or it does not compile. */
export const zh = {
  product: '政务数据共享', skip: '跳到正文', language: 'English', menu: '主导航', openMenu: '打开菜单',
  workbench: '我的工作台', catalogue: '资源目录', decide: '申请办理', records: '共享记录',
  signIn: '登录', signOut: '退出登录', signInWith: '使用统一身份认证登录', signedOut: '会话已结束，请重新登录。',
  embedded: '这是演示环境：数据全部为虚构，密钥公开，不得用于真实数据。请选择一个身份体验。',
  persona: '演示身份', choosePersona: '选择身份', personaNeeded: '请选择一个身份',
  signInFailedProvider: '身份认证服务暂时无法使用，请稍后重试。', signInFailedState: '登录请求已失效或不是由本页发起，请重新登录。',
  signInFailedRefused: '身份认证服务没有同意登录。', signInFailedToken: '该账户的凭证不能用于共享平台，请联系数据主管部门登记。',
  noWay: '尚未配置登录方式，请联系平台管理员。',
  loading: '正在读取…', empty: '没有内容', retry: '重试', failed: '未能读取', failedOffline: '连接不到平台，请检查网络后重试。', failedStatus: '平台返回了意外的结果，请重试；若仍如此，请联系平台管理员。',
  refused: '未获准', refusedPart: '部分内容未获准', reason: '原因', remedy: '处理建议', item: '信息项', traceId: '追踪号', done: '已完成',
  remedyAPPLY: '申请共享授权', remedyASK_HOLDER: '请当事人提供', remedyTAKE_PAPER: '改用纸质材料', remedyACCEPT_ON_COMMITMENT: '告知承诺', remedyWAIT: '稍后再试', remedyCALL_PROVIDER: '联系提供方',
  notFound: '没有这个页面', notFoundText: '地址可能写错了，或者内容已不存在。', home: '回到工作台',
  search: '查询', clear: '清除', first: '首页', next: '下一页', previous: '返回上一页', exportCsv: '导出 CSV', exporting: '正在导出', rows: '行', cancel: '取消', confirm: '确定', close: '关闭', all: '全部', yes: '是', no: '否', sortBy: '按此列排序', ascending: '升序', descending: '降序', actions: '操作',
  waiting: '等待我办理', waitingNone: '没有等待办理的事项。', notices: '通知', noticesNone: '没有未读通知。', markRead: '标为已读', bulletin: '每日运行通报', bulletinNone: '该日尚未结束或尚未统计完。', day: '日期',
  applicationsToDecide: '待答复的申请', applicationsToReview: '待内部审核的申请', applicationsToConfirm: '待复核的申请', applicationsToSupplement: '待补正的申请', resourcesToReview: '待审核的目录', objectionsToAnswer: '待答复的异议',
  applicationsDisputed: '待协调的争议', drafts: '目录草稿', dueOn: '期限', daysLeft: '剩余工作日', overdue: '已超期', paused: '计时暂停', from: '来自', about: '关于', count: '数量',
} as const

export type MessageKey = keyof typeof zh
export type Messages = { readonly [Key in MessageKey]: string }
