/** A question as somebody else's program would send it. */
export interface Sent {
  readonly origin: string
  readonly operation: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly purpose: string
}

const bodyOf = ({ operation, variables }: Sent) => JSON.stringify({ query: operation, variables })

/** For a shell. The token is a variable of the shell, since what is copied is pasted anywhere. */
export function curlOf(sent: Sent): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
  return [
    `curl ${quoted(`${sent.origin}/graphql`)}`, '-H "authorization: Bearer $GOVSHARE_TOKEN"', `-H ${quoted('content-type: application/json')}`,
    ...(sent.purpose === '' ? [] : [`-H ${quoted(`sharing-purpose: ${sent.purpose}`)}`]), `--data ${quoted(bodyOf(sent))}`,
  ].join(' \\\n  ')
}

/** For a program in TypeScript; it reads its token from its environment. */
export function typescriptOf(sent: Sent): string {
  const purpose = sent.purpose === '' ? '' : `\n    'sharing-purpose': ${JSON.stringify(sent.purpose)},`
  return `const query = ${JSON.stringify(sent.operation)}
const variables = ${JSON.stringify(sent.variables, null, 2)}

const response = await fetch(${JSON.stringify(`${sent.origin}/graphql`)}, {
  method: 'POST',
  headers: {
    authorization: \`Bearer \${process.env.GOVSHARE_TOKEN}\`,
    'content-type': 'application/json',${purpose}
  },
  body: JSON.stringify({ query, variables }),
})
const { data, errors, extensions } = await response.json()
`
}
