"use strict";

const Module = require("node:module");

/**
 * Puts off the loading of a module until one of its functions is called. Whoever requires it before that gets functions
 * that load it. A module that is loaded already, or is not there, is left alone.
 *
 * @param root - directory that the module is found from
 * @param functions - names of everything that the module exports
 */
function loadLazily(root, name, functions) {
  const file = located(root, name);
  if (file === undefined || require.cache[file] !== undefined) return;
  const standIn = new Module(file, module);
  const load = () => {
    if (require.cache[file] === standIn) delete require.cache[file];
    return require(file);
  };
  const forward = (called) => [called, (...args) => load()[called](...args)];
  Object.assign(standIn, {
    filename: file,
    loaded: true,
    exports: Object.fromEntries(functions.map(forward)),
  });
  require.cache[file] = standIn;
}

function located(root, name) {
  try {
    return require.resolve(name, { paths: [root] });
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

module.exports = { loadLazily };
