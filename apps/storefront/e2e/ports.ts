/** Where the tests' shop stands. Its sandbox and its field for codes take the next two ports. `ONFILE_E2E_PORT` moves them, so that two copies can be tested at once. */
export const shopPort = Number(process.env['ONFILE_E2E_PORT'] ?? 4173);

export const shop = `http://127.0.0.1:${shopPort}`;

/** The sandbox beside the shop: another origin. */
export const sandbox = `http://localhost:${shopPort + 1}`;

/** The field for security codes: an origin of its own, of another site. */
export const codeFrame = `http://localhost:${shopPort + 2}`;

/** For a shop of one test's own. */
export const ownPort = shopPort + 10;
