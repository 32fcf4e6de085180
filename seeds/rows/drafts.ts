/** The rows of a library while they are being made: every table can still grow. `Required` rows have every table. */
export type Draft<Rows> = {
  readonly [Table in keyof Rows]: NonNullable<Rows[Table]> extends readonly (infer Row)[] ? Row[] : never
}
