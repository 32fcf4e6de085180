// What yoga does below its fetch: parse and validate through its caches, build the context, execute; as `processRequest` of graphql-yoga.
export function answering(yoga) {
  const headers = new Headers({ 'content-type': 'application/json', accept: 'application/json' })
  return async (params) => {
    const request = { method: 'POST', url: 'http://localhost/graphql', headers }
    const enveloped = yoga.getEnveloped({ request, params, waitUntil() {} })
    const document = enveloped.parse(params.query)
    const errors = enveloped.validate(enveloped.schema, document)
    if (errors.length > 0) return JSON.stringify({ errors })
    const contextValue = await enveloped.contextFactory()
    const result = await enveloped.execute({ schema: enveloped.schema, document, contextValue, variableValues: params.variables, operationName: params.operationName })
    return JSON.stringify(result)
  }
}
