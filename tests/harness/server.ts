// The only file of the tests that knows the setting, so that whoever does not import it runs the same with a server and without.
if (process.env['GOVSHARE_TESTS'] === 'plain') throw new Error('this test file is counted among those that know no server: see tests/harness/suite.ts')

/** Where `DATABASE_URL` names a server the tests run there; elsewhere it is undefined, and they run on PGlite. */
export const SERVER = process.env['DATABASE_URL']
