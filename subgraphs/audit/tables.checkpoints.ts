import { bigint, index, integer, primaryKey, text } from 'drizzle-orm/pg-core'
import { audit, instant } from './tables.ts'

/** What is signed of the record. Its numbers leave no gap: of two routers that make the same one, the second gives way. */
export const checkpoint = audit.table('checkpoint', {
  number: integer('number').primaryKey(),
  at: instant('at').notNull(),
  /** The text as it was signed, `CheckpointHead`. */
  head: text('head').notNull(),
  /** SM2 over SM3 of the text, DER as base64url. */
  signature: text('signature').notNull(),
  /** Id of the key that signed it. */
  key: text('key_id').notNull(),
})

/** What each checkpoint covers of each stream, by which the checkpoint of an entry is found. The heads say the same. */
export const checkpointRange = audit.table(
  'checkpoint_range',
  {
    stream: integer('stream').notNull(),
    last: bigint('last', { mode: 'number' }).notNull(),
    first: bigint('first', { mode: 'number' }).notNull(),
    checkpoint: integer('checkpoint').notNull().references(() => checkpoint.number),
  },
  (table) => [primaryKey({ name: 'checkpoint_range_pk', columns: [table.stream, table.last] }), index('checkpoint_range_checkpoint_idx').on(table.checkpoint)],
)

/** Signatures of others under a checkpoint: another hub, or a notary. */
export const counterSignature = audit.table(
  'counter_signature',
  {
    checkpoint: integer('checkpoint').notNull().references(() => checkpoint.number),
    signer: text('signer').notNull(),
    /** What was signed, `CounterSigned`. */
    text: text('text').notNull(),
    signature: text('signature').notNull(),
    publicKey: text('public_key').notNull(),
  },
  (table) => [primaryKey({ name: 'counter_signature_pk', columns: [table.checkpoint, table.signer] })],
)

/** What was taken out of the record because its time was over. */
export const retirement = audit.table('retirement', {
  number: integer('number').primaryKey(),
  /** The certificate as it was signed, `Certificate`. */
  certificate: text('certificate').notNull(),
  signature: text('signature').notNull(),
  key: text('key_id').notNull(),
})
