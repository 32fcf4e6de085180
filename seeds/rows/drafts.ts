/** The rows of a library while they are being made: every table can still grow. */
export type Draft<Rows> = { readonly [Table in keyof Rows]: Rows[Table] extends readonly (infer Row)[] ? Row[] : never }
