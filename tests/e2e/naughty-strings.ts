/** One kind of text that has broken software before, by what is special about it. */
export interface Naughty {
  readonly what: string
  readonly text: string
}

const each = (what: string, texts: readonly string[]): Naughty[] => texts.map((text, at) => ({ what: texts.length === 1 ? what : `${what} (${at + 1})`, text }))

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_each, at) => String.fromCodePoint(from + at)).join('')

/** Characters of names and places that lie beyond the basic plane or are rarely drawn: extensions A to I, GB 18030-2022. */
export const RARE_HAN = ['㐀㛃㫰㬚㳘㵐䥽䶮', '𠀀𠮷𡋤𣲘𤩽', '𪛖𪜀𪨰𫍯', '𫝀𫞩𫟅', '𫠠𫢸𬍛𬳵', '𬺰𭀖𭎂', '𰀀𰻝𰻞', '𱍐𱠡𲂐', '𮯰𮶎', '龥龦鿋鿿', '〇𠄀䲜·𬱖']

/** Texts that can be stored and must come back as they are. */
export const STORABLE: readonly Naughty[] = [
  ...each('rare characters', RARE_HAN),
  ...each('a name with a dot', ['买买提·吐尔逊', '阿不都·卡德尔‧A.']),
  ...each('compatibility characters, which are not those that they look like', ['豈更車賈滑', '⾃⼈⺀', 'ﬁ ﬀ ＡＢＣ １２３ ㍿', '㊣㈱']),
  ...each('variation selectors', ['葛\u{e0100}城', '辻\ufe00', '❤️']),
  ...each('control characters', [range(1, 31), `\u007f${range(0x80, 0x9f)}`, 'a\bb\u001b[31mred\u001b[0m', 'one\r\ntwo\ttab\vvertical\fform']),
  ...each('spaces of all widths', ['\u00a0\u1680\u2000\u2001\u2003\u2009\u202f\u205f\u3000', ' leading and trailing ', '\u2028\u2029']),
  ...each('what cannot be seen', ['a\u200bb\u200cc\u200dd\u2060e\ufefff', '\u00ad\u034f\u061c\u180e', '\ufeff']),
  ...each('another direction', ['\u202eelgoog.com\u202c', '\u2066\u2067\u2068\u2069', 'ابجد עברית 12', '\u200f\u200e']),
  ...each('emoji', ['😀', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏿', '🇨🇳', '1️⃣']),
  ...each('combining marks', ['é é', 'ṏ̈̄̃', 'Z̸̢̛̙̪̙̬̮̦̋̂̊͋a̵͚̗̿l̷̨̧̛̩̇̔͆g̶̢̛͓̣̈́͠o̷̡̹̓͝', '각 각', 'ก็็็็็็็็็็']),
  ...each('noncharacters and private ones', ['\ufffe\uffff', '\u{1fffe}\u{10ffff}', '\ue000\u{f0000}\u{10fffd}', '\ufffd']),
  ...each('case that changes length', ['ß ẞ İ ı ŉ ǰ', 'ﬃ Å Å', 'ΣΊΣΥΦΟΣ']),
  ...each('SQL', ["'", "''", '"', "'; drop table person; --", "' or '1'='1", '1;select pg_sleep(5)', "\\'; select 1", '$1 $$ $tag$', '/* */ --', '%_%\\', "E'\\x00'", "{1,2}", "(1,2)", ':name ?']),
  ...each('markup', ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', ']]><!--', '&lt;&#0;&#xD800;&quot;', 'javascript:alert(1)', '"><svg/onload=1>']),
  ...each('a shell', ['$(touch /tmp/x)', '`id`', '; cat /etc/passwd', '| nc', '../../../../etc/passwd', '%00', 'file:///etc/passwd', 'CON', 'C:\\nul', '~root', '-rf', '--help']),
  ...each('formats', ['%s%n%x%p', '{0} {{}}', '${7*7} #{7*7} {{7*7}}', '\\u0000 \\x00 \\0', '%d%%', '\\', '\\\\\\']),
  ...each('names that mean something', ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__typename', '__schema', 'null', 'undefined', 'true', 'false', 'NULL', 'None', 'nil', 'NaN', '[object Object]', 'function', 'then']),
  ...each('numbers', ['0', '-0', '1e309', '-1e309', 'Infinity', '0x10', '1_000', '9007199254740993', '99999999999999999999999999', '1.0', '1,5', '٣', '１２', '½', '①', '0b1', '1e-400']),
  ...each('JSON and GraphQL', ['{"a":1}', '[]', '"', '\\"', '}', '{ __typename }', '""" """', '#', '$id', '@skip(if: true)', '...F']),
  ...each('dates that are none', ['2026-02-30', '0000-00-00', '9999-12-31T23:59:60Z', '-000001-01-01', 'infinity', 'now', 'epoch']),
  ...each('lines of a log', ['ok\n{"event":"hub","msg":"stopped"}', 'a\r\nSet-Cookie: x=y', 'HTTP/1.1 200 OK']),
  ...each('a long text', ['长'.repeat(3_000), 'a'.repeat(9_999), '𠀀'.repeat(4_999), 'é́'.repeat(1_000)]),
  ...each('nothing', ['']),
]

/** Texts that no database keeps and no encoding carries. */
export const UNSTORABLE: readonly Naughty[] = [
  ...each('NUL', ['\0', 'a\0b', '张\0', '\0\0\0']),
  ...each('half of a surrogate pair', ['\ud800', '\udfff', 'a\ud83d', '\ude00b', '\udc00\ud800', '𠀀\ud840']),
]
