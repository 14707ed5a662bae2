const lazily = require("./lazily");

/**
 * TypeScript. Pulumi's SDK loads its nine megabytes in every test file, for functions that are sent as code, and nothing
 * here sends one.
 */
module.exports = lazily(() => require("../../../node_modules/typescript/lib/typescript.js"));
