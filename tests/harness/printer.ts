import type { Printer } from '../../subgraphs/licences/index.ts'

/** Where the hubs of tests say that they are reached. */
export const PUBLIC_URL = 'https://hub.example.gov.cn'

/** Prints what it is given as JSON, where a test is about who may copy what. */
export const PLAIN_PRINTER: Printer = {
  print: (copy) => Promise.resolve(Buffer.from(`%PDF ${JSON.stringify(copy)}`)),
  close: () => Promise.resolve(),
}
