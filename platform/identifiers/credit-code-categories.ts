/** A name in both languages. */
export interface BilingualName {
  readonly zh: string
  readonly en: string
}

/** A registration authority (position 1 of a credit code) and the kinds of body it registers, by position 2. */
export interface RegistrationAuthority {
  readonly name: BilingualName
  readonly categories: Readonly<Record<string, BilingualName>>
}

const OTHER: BilingualName = { zh: '其他', en: 'Other' }

/** Registration authorities and categories of a credit code by positions 1 and 2, GB 32100-2015. */
export const CREDIT_CODE_AUTHORITIES: Readonly<Record<string, RegistrationAuthority>> = {
  1: {
    name: { zh: '机构编制', en: 'Public sector establishment' },
    categories: {
      1: { zh: '机关', en: 'State organ' },
      2: { zh: '事业单位', en: 'Public institution' },
      3: { zh: '编办直接管理机构编制的群众团体', en: 'Mass organisation under direct establishment control' },
      9: OTHER,
    },
  },
  2: {
    name: { zh: '外交', en: 'Foreign affairs' },
    categories: { 1: { zh: '外国常驻新闻机构', en: 'Resident foreign news organisation' }, 9: OTHER },
  },
  3: {
    name: { zh: '司法行政', en: 'Judicial administration' },
    categories: {
      1: { zh: '律师执业机构', en: 'Law firm' },
      2: { zh: '公证处', en: 'Notary office' },
      3: { zh: '基层法律服务所', en: 'Grass-roots legal service office' },
      4: { zh: '司法鉴定机构', en: 'Forensic appraisal institution' },
      5: { zh: '仲裁委员会', en: 'Arbitration commission' },
      9: OTHER,
    },
  },
  4: {
    name: { zh: '文化', en: 'Culture' },
    categories: { 1: { zh: '外国在华文化中心', en: 'Foreign cultural centre in China' }, 9: OTHER },
  },
  5: {
    name: { zh: '民政', en: 'Civil affairs' },
    categories: {
      1: { zh: '社会团体', en: 'Social association' },
      2: { zh: '民办非企业单位', en: 'Private non-enterprise unit' },
      3: { zh: '基金会', en: 'Foundation' },
      9: OTHER,
    },
  },
  6: {
    name: { zh: '旅游', en: 'Tourism' },
    categories: {
      1: { zh: '外国旅游部门常驻代表机构', en: 'Resident office of a foreign tourism authority' },
      2: {
        zh: '港澳台地区旅游部门常驻内地(大陆)代表机构',
        en: 'Resident mainland office of a Hong Kong, Macao or Taiwan tourism authority',
      },
      9: OTHER,
    },
  },
  7: {
    name: { zh: '宗教', en: 'Religious affairs' },
    categories: {
      1: { zh: '宗教活动场所', en: 'Place of religious activity' },
      2: { zh: '宗教院校', en: 'Religious school' },
      9: OTHER,
    },
  },
  8: {
    name: { zh: '工会', en: 'Trade unions' },
    categories: { 1: { zh: '基层工会', en: 'Grass-roots trade union' }, 9: OTHER },
  },
  9: {
    name: { zh: '工商(市场监管)', en: 'Market regulation' },
    categories: {
      1: { zh: '企业', en: 'Enterprise' },
      2: { zh: '个体工商户', en: 'Individual business' },
      3: { zh: '农民专业合作社', en: 'Farmers’ cooperative' },
    },
  },
  A: {
    name: { zh: '中央军委改革和编制办公室', en: 'Central Military Commission, reform and establishment' },
    categories: { 1: { zh: '军队事业单位', en: 'Military public institution' }, 9: OTHER },
  },
  N: {
    name: { zh: '农业', en: 'Agriculture' },
    categories: {
      1: { zh: '组级集体经济组织', en: 'Collective economic organisation, group level' },
      2: { zh: '村级集体经济组织', en: 'Collective economic organisation, village level' },
      3: { zh: '乡镇级集体经济组织', en: 'Collective economic organisation, township level' },
      9: OTHER,
    },
  },
  Y: {
    name: { zh: '其他', en: 'Other authorities' },
    categories: { 1: OTHER },
  },
}
