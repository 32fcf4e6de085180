import { defineConfig } from 'drizzle-kit'

const library = process.env['LIBRARY']
if (library === undefined) throw new Error('LIBRARY=<name> npm run migration: say whose tables changed')

export default defineConfig({
  dialect: 'postgresql',
  schema: `./subgraphs/${library}/tables*.ts`,
  out: `./schema/migrations/${library}`,
})
