const lazily = require("./lazily");

/** npm's own tree of packages, which Pulumi's SDK loads for functions that are sent as code: nothing here sends one. */
module.exports = lazily(() => require("../../../node_modules/@npmcli/arborist/lib/index.js"));
