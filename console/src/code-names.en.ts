/** What the hub's codes are called in English, by their Chinese names: the hub names them in Chinese alone. */
export const CODE_NAMES: Readonly<Record<string, string>> = {
  // What becomes of applications, grants and entries.
  内部审核: 'internal review', 待提供方答复: 'awaiting the provider', 待补正: 'to be supplemented', 待复核: 'to be confirmed', 同意: 'approved', 部分同意: 'partly approved', 不予同意: 'refused',
  争议协调: 'disputed', 内部退回: 'rejected inside', 已撤回: 'taken back', 有效: 'active', 未生效: 'not yet', 已到期: 'expired', 已暂停: 'suspended', 已撤销: 'revoked',
  草稿: 'draft', 待审: 'in review', 已发布: 'published', 变更中: 'changing', 停用: 'withdrawn', 已通过: 'approved', 已退回: 'sent back', 已弃用: 'dropped',
  // What an entry says of its resource.
  电子文件: 'document', 电子表格: 'spreadsheet', 数据库: 'database', 图形图像: 'image', 流媒体: 'streaming media', 自描述格式: 'self-describing format', 服务接口: 'interface',
  实时: 'live', 每日: 'daily', 每周: 'weekly', 每月: 'monthly', 每季度: 'quarterly', 每半年: 'half-yearly', 每年: 'yearly', 不定期: 'at no fixed time', 按期: 'on time', 逾期: 'overdue',
  文件下载: 'file download', 核验: 'verification', 消息订阅: 'subscription', 一般数据: 'general data', 重要数据: 'important data', 核心数据: 'core data',
  库表信息项: 'items of the hub', 库表: 'table', 文件: 'file', 外部接口: 'interface elsewhere', 收件: 'receiving', 受理: 'accepting', 实施: 'deciding', 联办: 'joint',
  // The record.
  已答复: 'answered', 部分答复: 'partly answered', 已拒绝: 'refused', 失败: 'failed', 门户: 'portal', 窗口: 'window', 移动端: 'mobile', 自助终端: 'terminal', 系统: 'system',
  与记录一致: 'as recorded', 与记录不一致: 'not as recorded', 无此记录: 'no such entry', 等待核验: 'waiting', 核验中: 'under way', 与写入时一致: 'as it was written', 发现问题: 'not as it was written',
  请求数: 'requests', 未能答复: 'failed', '可用率（%）': 'available (%)', 使用单位数: 'agencies', 披露主体人次: 'subjects released', 披露信息项次: 'items released', 拒绝信息项次: 'items refused',
  新增共享申请: 'new applications', 办结共享申请: 'applications answered', 逾期未答复申请: 'applications overdue', 新增共享授权: 'new grants', 撤销共享授权: 'grants revoked',
  // Objections and alerts.
  校核中: 'being checked', '属实，已更正': 'right, and corrected', '部分属实，已更正': 'right in part, and corrected', 经核对无误: 'right as it stands', 待说明: 'to be explained', 已说明: 'explained', 已确认: 'confirmed',
  当事人添加不足24小时即被查询: 'read within a day of being added to the case', 应急办件查询: 'read in an emergency', 核验不一致次数达到上限: 'limit of wrong claims', 一小时内查询主体过多: 'many people in an hour', 一日内核验不一致过多: 'many wrong claims in a day',
  非工作时间查询: 'read after hours', 非常用区划查询: 'read in an unusual region', 使用次数不一致: 'counts differ',
  // What an agency is told.
  申请待内部审核: 'application to review', 申请被内部退回: 'application rejected inside', 收到共享申请: 'application received', 申请待复核: 'application to confirm', 申请复核退回: 'application not confirmed',
  申请已同意: 'application approved', 申请部分同意: 'application partly approved', 申请不予同意: 'application refused', 申请答复延期: 'application extended', 申请已撤回: 'application taken back',
  申请待补正: 'application to supplement', 申请已补正: 'application supplemented', 申请争议: 'application disputed', 争议已裁定: 'dispute decided',
  授权已生效: 'grant issued', 授权已变更: 'grant changed', 授权已暂停: 'grant suspended', 授权已恢复: 'grant resumed', 授权已撤销: 'grant revoked',
  资源待审: 'entry to review', 资源审核退回: 'entry sent back', 资源已发布: 'entry published', 资源已变更: 'entry changed', 资源已停用: 'entry withdrawn', 资源已指定提供方: 'entry assigned',
  系统已登记: 'system registered', 系统已停用: 'system suspended', 系统已恢复: 'system resumed', 服务登记已停用: 'registration suspended', 服务登记已恢复: 'registration resumed',
  区划例外: 'leave beyond regions', 收到异议: 'objection received', 异议已答复: 'objection answered', 异议已撤回: 'objection taken back', 预警: 'alert', 通知推送失败: 'webhook failing',
}

/** The same with every code in it, `code` and `name` or `name` alone, called by its English name; what has none keeps its own. */
export function inEnglish<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((each: unknown) => inEnglish(each)) as Value
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value as Readonly<Record<string, unknown>>).map(([name, each]) => [name, inEnglish(each)] as const)
  const isCode = members.every(([member]) => member === 'code' || member === 'name')
  return Object.fromEntries(members.map(([member, each]) => [member, isCode && member === 'name' && typeof each === 'string' ? (CODE_NAMES[each] ?? each) : each])) as Value
}
