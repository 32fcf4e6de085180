/**
 * Header value that states why data is asked for: a dictionary of RFC 9651, `reason` as a Display String
 * (§3.3.8, §4.1.11), the others as Strings (§3.3.3). Empty parts are left out.
 *
 * @param {{matter?: string, case?: string, reason?: string}} purpose
 * @returns {string} empty when no part is stated
 * @throws {RangeError} naming the part, never its value, when a String cannot hold it (printable ASCII only)
 */
export function purposeHeader(purpose) {
  const { matter = '', case: caseNo = '', reason = '' } = purpose
  const members = []
  if (matter) members.push(`matter=${quoted('matter', matter)}`)
  if (caseNo) members.push(`case=${quoted('case', caseNo)}`)
  if (reason) members.push(`reason=%"${displayed(reason)}"`)
  return members.join(', ')
}

/**
 * The parts of a header value written by `purposeHeader`; a part not stated is empty.
 *
 * @param {string} header
 * @returns {{matter: string, case: string, reason: string}}
 */
export function readPurpose(header) {
  const purpose = { matter: '', case: '', reason: '' }
  for (const [, key, text, shown] of header.matchAll(/([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|%"([^"]*)")/g)) {
    if (Object.hasOwn(purpose, key)) purpose[key] = text?.replace(/\\(.)/g, '$1') ?? decodeURIComponent(shown)
  }
  return purpose
}

function quoted(part, text) {
  if (!/^[ -~]*$/.test(text)) throw new RangeError(`${part}: printable ASCII only · 只能用半角字符`)
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

function displayed(text) {
  let out = ''
  for (const byte of new TextEncoder().encode(text)) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x25 && byte !== 0x22
    out += plain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`
  }
  return out
}

const explanation = `query Explain($operation: String!, $variables: JSON, $purpose: PurposeInput) {
  explainAccess(operation: $operation, variables: $variables, purpose: $purpose) {
    outcome
    items {
      coordinate title use paths answered behind disclosure masked partly basis grants
      refusal { reason remedy messageZh message } byStanding { standing disclosure refusal { reason } } slices { item disclosure }
    }
    refusals { path coordinate refusal { reason remedy messageZh } }
    drafts { provider input notes { messageZh message } }
    notes { messageZh message }
  }
}`

/**
 * The question what would become of another one, as the editors hold it.
 *
 * @param {string} operation
 * @param {string} variables JSON, or empty
 * @param {{matter?: string, case?: string, reason?: string}} purpose parts not stated are empty
 * @returns {{query: string, variables: object}}
 * @throws {SyntaxError} where the variables are no JSON
 */
export function explanationOf(operation, variables, purpose) {
  const stated = Object.fromEntries(Object.entries(purpose).filter(([, part]) => part))
  return {
    query: explanation,
    variables: {
      operation,
      ...(variables.trim() ? { variables: JSON.parse(variables) } : {}),
      ...(stated.matter ? { purpose: stated } : {}),
    },
  }
}

const tokenKey = 'govshare.token'
const settleMs = 400
const welcome = `# 先填访问令牌，或选一个示例，再按 Ctrl+Enter
# Paste a token or pick an example, then press Ctrl+Enter
{ __typename }
`

const field = id => document.getElementById(id)
const stated = id => field(id).value.trim()
const bareToken = () => stated('token').replace(/^bearer\s+/i, '')

/** Asks the hub; what is typed in GraphiQL's header editor wins over the bar. */
async function ask(params, options = {}) {
  const headers = new Headers({
    'Content-Type': 'application/json',
    Accept: 'application/graphql-response+json, application/json;q=0.9',
  })
  const token = bareToken()
  if (token) headers.set('Authorization', `Bearer ${token}`)
  // The schema is not personal data: a slip in the purpose must not hide it.
  if (params.operationName !== 'IntrospectionQuery') {
    const purpose = purposeHeader({ matter: stated('matter'), case: stated('case'), reason: stated('reason') })
    if (purpose) headers.set('Sharing-Purpose', purpose)
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value)
  const answer = await fetch('/graphql', {
    method: 'POST', headers, body: JSON.stringify(params), credentials: 'omit', cache: 'no-store',
  })
  if (/json/.test(answer.headers.get('Content-Type') ?? '')) return answer.json()
  return { errors: [{ message: `HTTP ${answer.status}` }] }
}

/** Variables may name people, so GraphiQL's memory of them ends with the page. */
function forgetfulStorage() {
  const kept = new Map()
  return {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
    clear: () => kept.clear(),
    get length() { return kept.size },
  }
}

let editors

function Editors() {
  editors = GraphiQL.React.useEditorContext()
  return null
}

function renderer() {
  const root = ReactDOM.createRoot(field('graphiql'))
  const fixed = {
    storage: forgetfulStorage(),
    shouldPersistHeaders: false,
    defaultQuery: welcome,
    defaultEditorToolsVisibility: 'variables',
  }
  const logo = React.createElement(GraphiQL.Logo, null, 'govshare')
  const toolbar = React.createElement(GraphiQL.Toolbar, null, ({ prettify, merge, copy }) => [prettify, merge, copy, React.createElement(Editors)].map((each, index) => React.createElement(React.Fragment, { key: index }, each)))
  // A new fetcher makes GraphiQL fetch the schema again; `null` keeps it from trying.
  return token => root.render(React.createElement(GraphiQL, {
    ...fixed,
    fetcher: (params, options) => ask(params, options).catch(({ message }) => ({ errors: [{ message }] })),
    schema: token ? undefined : null,
  }, logo, toolbar))
}

function watchToken(render) {
  const input = field('token')
  input.value = sessionStorage.getItem(tokenKey) ?? ''
  let shown = bareToken()
  render(shown)
  const settle = () => {
    const token = bareToken()
    if (token === shown) return
    shown = token
    if (token) sessionStorage.setItem(tokenKey, token)
    else sessionStorage.removeItem(tokenKey)
    render(token)
  }
  let timer
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(settle, settleMs)
  })
  input.addEventListener('change', settle)
  return token => {
    input.value = token
    settle()
  }
}

function showExample(example, setToken) {
  const rest = {}
  let purpose = readPurpose('')
  for (const [name, value] of Object.entries(example.headers ?? {})) {
    if (name.toLowerCase() === 'sharing-purpose') purpose = readPurpose(value)
    else if (name.toLowerCase() !== 'authorization') rest[name] = value
  }
  for (const part of Object.keys(purpose)) field(part).value = purpose[part]
  const json = value => Object.keys(value).length ? JSON.stringify(value, null, 2) : ''
  editors.queryEditor?.setValue(example.query)
  editors.variableEditor?.setValue(json(example.variables ?? {}))
  editors.headerEditor?.setValue(json(rest))
  if (example.token) setToken(example.token)
  const command = document.createElement('code')
  command.textContent = `npm run -s hub -- token ${example.persona}`
    + (example.subject ? ` --subject ${example.subject}` : '')
  field('hint').replaceChildren(...(example.token ? [] : ['此示例的令牌 · a token for it: ', command]))
}

async function offerExamples(setToken) {
  const answer = await fetch('/examples.json', { credentials: 'omit' })
  if (!answer.ok) return
  const examples = await answer.json()
  const select = field('example')
  for (const { name, persona } of examples) select.append(new Option(`${name} · ${persona}`, name))
  select.addEventListener('change', () => {
    const example = examples.find(({ name }) => name === select.value)
    if (example) showExample(example, setToken)
  })
  field('example-label').hidden = examples.length === 0
}

/** Shows what the hub would answer in place of the answer. */
async function explain() {
  const purpose = { matter: stated('matter'), case: stated('case'), reason: stated('reason') }
  const answer = await (async () => ask(explanationOf(editors.queryEditor.getValue(), editors.variableEditor?.getValue() ?? '', purpose)))()
    .catch(({ message }) => ({ errors: [{ message }] }))
  editors.responseEditor?.setValue(JSON.stringify(answer, null, 2))
}

// The tests load this file for its header functions, where there is no page.
if (typeof document !== 'undefined') {
  void offerExamples(watchToken(renderer()))
  field('explain').addEventListener('click', () => void explain())
}
