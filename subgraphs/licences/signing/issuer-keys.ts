/** A signing key of an issuer, by name only: the private key stays where it is kept. */
export interface IssuerKeyHandle {
  /** Names the key's certificate in `issuer_key`; 32 hexadecimal digits. */
  readonly keyId: string
  /** Credit code of the issuer. */
  readonly issuer: string
  /** Whose seal it is, and what the seal is called. */
  readonly sealSigner: string
  readonly sealName: string
}

/**
 * Where issuers' private keys are kept, in the shape of PKCS #11: a key is found by who owns it and signs what it is given; nothing
 * takes it out. Files and hardware stand behind the same two functions.
 */
export interface IssuerKeys {
  /**
   * The key that an issuer signs with on a day, `YYYY-MM-DD`; `undefined` where it has none that counts then.
   *
   * @param revoked ids of keys that do not count any more
   */
  find(issuer: string, day: string, revoked?: ReadonlySet<string>): Promise<IssuerKeyHandle | undefined>
  /**
   * SM2 over SM3 with the default signer id, DER, one for each message and in their order; off the event loop.
   *
   * @throws Error where the key is gone or cannot sign; nothing is signed then
   */
  sign(handle: IssuerKeyHandle, messages: readonly Buffer[]): Promise<readonly Buffer[]>
}

/** Where nobody's keys are kept. */
export const noKeys: IssuerKeys = {
  find: () => Promise.resolve(undefined),
  sign: () => Promise.reject(new Error('no keys are kept here')),
}
