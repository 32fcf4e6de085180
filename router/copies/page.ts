import { createHash } from 'node:crypto'
import type { CopyState } from '../../subgraphs/licences/index.ts'

/** What a check comes to. */
export type CheckResult = CopyState | 'UNKNOWN' | 'MISTYPED' | 'NOT_GENUINE' | 'GONE' | 'NO_PDF' | 'TOO_LARGE' | 'TOO_MANY' | 'UNAVAILABLE'

interface Words {
  readonly zh: string
  readonly en: string
  /** Whether it is good news: drawn by a sign as well as by a colour. */
  readonly sign: '✓' | '✕' | '!'
}

const WORDS: Readonly<Record<CheckResult, Words>> = {
  GENUINE: { sign: '✓', zh: '该加注件真实有效。', en: 'This copy is genuine and counts today.' },
  EXPIRED: { sign: '!', zh: '该加注件已过有效期。', en: 'This copy is genuine, and its time has run out.' },
  WITHDRAWN: { sign: '✕', zh: '该加注件已被撤回。', en: 'This copy has been withdrawn.' },
  LICENCE_ENDED: { sign: '✕', zh: '该加注件所依据的证照已被撤销、注销、暂扣或已过期。', en: 'The licence behind this copy has since been revoked, cancelled or suspended, or has expired.' },
  UNKNOWN: { sign: '✕', zh: '没有这一编号的加注件。', en: 'There is no copy with this number.' },
  MISTYPED: { sign: '!', zh: '编号输入有误，请核对后重新输入。', en: 'The number was mistyped; compare it with the copy and try again.' },
  NOT_GENUINE: { sign: '✕', zh: '该文件不是签发的加注件，或已被改动。', en: 'This file is no copy that was issued, or was changed since.' },
  GONE: { sign: '!', zh: '该下载地址已使用、已过期或不存在，请由制作人重新获取。', en: 'This address was used, has run out or never was; whoever made the copy can ask for another.' },
  NO_PDF: { sign: '!', zh: '请以 application/pdf 提交加注件文件。', en: 'Send the file of a copy as application/pdf.' },
  TOO_LARGE: { sign: '!', zh: '文件过大。', en: 'The file is too large to be a copy.' },
  TOO_MANY: { sign: '!', zh: '查验次数过多，请一分钟后再试。', en: 'Too many checks; try again in a minute.' },
  UNAVAILABLE: { sign: '!', zh: '暂时无法查验，请稍后再试。', en: 'Copies cannot be checked at the moment; try again later.' },
}

/** What a result says, in both languages. */
export const wordsOf = (result: CheckResult): Words => WORDS[result]

const STYLE = `
:root { color-scheme: light dark; font-family: system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
main { box-sizing: border-box; width: 100%; max-width: 34rem; padding: 1.5rem; text-align: center; overflow-wrap: anywhere; }
h1 { font-size: 1rem; font-weight: 500; }
.sign { font-size: 4rem; line-height: 1; margin: 1.5rem 0 1rem; }
.zh { font-size: 1.375rem; margin: 0 0 .5rem; }
.en { font-size: 1rem; margin: 0; }
footer { margin-top: 2rem; font-size: .8125rem; }
`

/** The hash by which the page's policy knows its style. */
export const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`

/** The page of a result: no script, nothing from another host, and nothing but the result. */
export function pageOf(result: CheckResult): string {
  const { zh, en, sign } = WORDS[result]
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>加注件查验 · Check of a licence copy</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>加注件查验 <span lang="en">· Check of a licence copy</span></h1>
<p class="sign" aria-hidden="true">${sign}</p>
<p class="zh" role="status">${zh}</p>
<p class="en" lang="en">${en}</p>
<footer>本页只说明加注件的状态。<span lang="en">This page tells the state of the copy and nothing else.</span></footer>
</main>
</body>
</html>
`
}
