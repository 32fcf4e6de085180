/** What the catalogue says of a resource that has no slices; its items come from the contracts. */
export interface SeedResource {
  readonly code: string
  readonly name: string
  /** Slug of the agency that provides it. */
  readonly provider: string
}

const resource = (code: string, provider: string, name: string): SeedResource => ({ code, provider, name })

/** Every resource without slices, by code. */
export const RESOURCES: readonly SeedResource[] = [
  resource('101001/000001', 'public-security', '人口基本信息'),
  resource('101001/000002', 'public-security', '人口户籍地信息'),
  resource('101001/000003', 'public-security', '人口居住信息'),
  resource('101001/000004', 'public-security', '居民身份证件信息'),
  resource('101001/000005', 'public-security', '人口保护等级信息'),
  resource('101001/000006', 'public-security', '人口核验信息'),
  resource('101001/000007', 'public-security', '户籍信息'),
  resource('101001/000008', 'public-security', '家庭关系信息'),
  resource('101001/000009', 'public-security', '生命事件信息'),
  resource('101001/000010', 'public-security', '其他身份证件信息'),
  resource('101001/000011', 'civil-affairs', '婚姻登记信息'),
  resource('102001/000001', 'market-regulation', '法人单位登记信息'),
  resource('102001/000002', 'market-regulation', '法人单位变更信息'),
  resource('102001/000003', 'market-regulation', '法定代表人身份信息'),
  resource('102001/000004', 'market-regulation', '法人单位主要人员信息'),
  resource('102001/000005', 'market-regulation', '法人单位股东及出资信息'),
  resource('102001/000006', 'market-regulation', '经营异常名录信息'),
  resource('102001/000007', 'market-regulation', '企业名称核验信息'),
  resource('102001/000008', 'institution-office', '事业单位登记信息'),
  resource('102001/000009', 'civil-affairs', '社会组织登记信息'),
  resource('103001/000001', 'civil-affairs', '行政区划信息'),
  resource('103001/000002', 'natural-resources', '标准地址信息'),
  resource('103001/000003', 'data-administration', '政务服务大厅信息'),
  resource('103001/000004', 'natural-resources', '不动产单元信息'),
  resource('103001/000005', 'natural-resources', '不动产权利人信息'),
  resource('103001/000006', 'natural-resources', '不动产限制信息'),
  resource('104001/000001', 'development-reform', '法人公共信用信息'),
  resource('104001/000002', 'development-reform', '行政许可双公示信息'),
  resource('104001/000003', 'development-reform', '行政处罚双公示信息'),
  resource('104001/000004', 'development-reform', '法人信用名单信息'),
  resource('104001/000005', 'development-reform', '公共信用综合评价信息'),
  resource('104001/000006', 'development-reform', '法人信用承诺信息'),
  resource('104001/000007', 'development-reform', '自然人公共信用信息'),
  resource('104001/000008', 'development-reform', '自然人信用名单信息'),
  resource('104001/000009', 'development-reform', '自然人行政处罚信息'),
  resource('104001/000010', 'development-reform', '自然人信用承诺信息'),
  resource('104001/000011', 'development-reform', '自然人行政许可信息'),
  resource('104001/000012', 'development-reform', '法人信用修复与异议信息'),
  resource('104001/000013', 'development-reform', '自然人信用修复与异议信息'),
  resource('104001/000014', 'development-reform', '双公示法定代表人身份信息'),
  resource('105001/000001', 'data-administration', '电子证照类型信息'),
  resource('105001/000002', 'data-administration', '电子证照持有信息'),
  resource('105001/000003', 'data-administration', '用证记录信息'),
  resource('105001/000004', 'data-administration', '证照办理记录信息'),
  resource('201001/000001', 'data-administration', '办件归集信息'),
  resource('201001/000002', 'data-administration', '机构办件台账信息'),
  resource('201002/000001', 'data-administration', '政务服务事项实施清单'),
  resource('201002/000002', 'data-administration', '政务服务事项办理情形'),
  resource('201002/000003', 'data-administration', '政务服务事项申请材料'),
  resource('201002/000004', 'data-administration', '政务服务事项办理结果'),
  resource('201002/000005', 'data-administration', '政务服务事项基本目录'),
  resource('201002/000006', 'data-administration', '政务服务事项收费项目'),
  resource('201002/000007', 'data-administration', '政务服务事项常见问题'),
  resource('201002/000008', 'data-administration', '申请材料备齐情况'),
  resource('201003/000001', 'market-regulation', '监督检查公示信息'),
  resource('201003/000002', 'market-regulation', '监督检查过程信息'),
  resource('201003/000003', 'market-regulation', '单位从业限制信息'),
  resource('201003/000004', 'market-regulation', '个人从业限制信息'),
  resource('201003/000005', 'human-resources', '劳动保障监察信息'),
  resource('301001/000001', 'data-administration', '政务信息资源目录'),
  resource('301001/000002', 'data-administration', '政务信息资源信息项'),
  resource('301001/000003', 'data-administration', '共享授权信息'),
  resource('301001/000004', 'data-administration', '共享申请信息'),
  resource('301001/000006', 'data-administration', '使用方系统登记信息'),
  resource('301001/000009', 'data-administration', '共享判定说明'),
  resource('301001/000010', 'data-administration', '目录版本与审核信息'),
  resource('301001/000011', 'data-administration', '区划例外信息'),
  resource('301001/000012', 'data-administration', '疑义校核信息'),
  resource('301001/000013', 'data-administration', '机构通知信息'),
  resource('301001/000014', 'data-administration', '通知推送信息'),
  resource('301002/000001', 'data-administration', '共享使用日志'),
  resource('301002/000002', 'data-administration', '共享使用预警'),
  resource('301002/000003', 'data-administration', '本人数据使用记录'),
  resource('301002/000004', 'data-administration', '共享使用日志导出'),
  resource('301002/000005', 'data-administration', '共享使用日志核验'),
  resource('301002/000008', 'data-administration', '资源库统计与办件考核指标'),
  resource('301003/000001', 'data-administration', '共享使用统计'),
  resource('301003/000002', 'data-administration', '每日运行通报'),
  resource('301003/000003', 'data-administration', '共享考核得分'),
  resource('301003/000004', 'data-administration', '共享考核指标'),
  resource('301003/000005', 'data-administration', '平台接入情况'),
]

/** The front parts under which slices lie: one resource per licence type, and one per matter. */
export const LICENCE_SLICES = '105001'
export const CASE_SLICES = '201001'

/** Slices are numbered from here on, after the resources of the same front part that have none. */
export const FIRST_SLICE = 100_001
