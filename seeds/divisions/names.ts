/**
 * Short names (简称) and names in letters of divisions, as GB/T 2260 writes them for provinces; those of the synthetic
 * province are made alike. By the digits of their level. Nothing is recorded of other divisions.
 */
export const NAMES: Readonly<Record<string, readonly [shortName: string, pinyin: string]>> = {
  '11': ['京', 'Beijing Shi'], '12': ['津', 'Tianjin Shi'], '13': ['冀', 'Hebei Sheng'], '14': ['晋', 'Shanxi Sheng'],
  '15': ['内蒙古', 'Nei Mongol Zizhiqu'], '21': ['辽', 'Liaoning Sheng'], '22': ['吉', 'Jilin Sheng'], '23': ['黑', 'Heilongjiang Sheng'],
  '31': ['沪', 'Shanghai Shi'], '32': ['苏', 'Jiangsu Sheng'], '33': ['浙', 'Zhejiang Sheng'], '34': ['皖', 'Anhui Sheng'],
  '35': ['闽', 'Fujian Sheng'], '36': ['赣', 'Jiangxi Sheng'], '37': ['鲁', 'Shandong Sheng'], '41': ['豫', 'Henan Sheng'],
  '42': ['鄂', 'Hubei Sheng'], '43': ['湘', 'Hunan Sheng'], '44': ['粤', 'Guangdong Sheng'], '45': ['桂', 'Guangxi Zhuangzu Zizhiqu'],
  '46': ['琼', 'Hainan Sheng'], '50': ['渝', 'Chongqing Shi'], '51': ['川', 'Sichuan Sheng'], '52': ['贵', 'Guizhou Sheng'],
  '53': ['云', 'Yunnan Sheng'], '54': ['藏', 'Xizang Zizhiqu'], '61': ['陕', 'Shaanxi Sheng'], '62': ['甘', 'Gansu Sheng'],
  '63': ['青', 'Qinghai Sheng'], '64': ['宁', 'Ningxia Huizu Zizhiqu'], '65': ['新', 'Xinjiang Uygur Zizhiqu'], '71': ['台', 'Taiwan Sheng'],
  '81': ['港', 'Hongkong Tebiexingzhengqu'], '82': ['澳', 'Macau Tebiexingzhengqu'],
  '99': ['例', 'Shili Sheng'], '9901': ['示例', 'Shili Shi'], '9902': ['邻例', 'Linli Shi'],
  '990101': ['示例', 'Shili Qu'], '990102': ['示例', 'Shili Xian'], '990201': ['邻例', 'Linli Qu'],
}
