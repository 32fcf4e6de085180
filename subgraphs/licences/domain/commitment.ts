/** What the holder of a self-made licence commits to (告知承诺). Another text is another version: what somebody agreed to stays what they read. */
export const COMMITMENT = {
  version: '1',
  text: '本人（本单位）承诺：所提交的材料由本人（本单位）制作，内容真实、准确、完整；已知悉办理机构可以核查，承诺不实的，依法承担相应责任，已办理的事项可以被撤销，不实承诺记入信用记录。',
} as const
