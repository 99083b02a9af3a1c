// Prints how many milliseconds a fresh Node takes to load one CommonJS module: `node timeRequire.cjs MODULE`.
// `vscode`, which only an extension host has, is replaced by an object that allows any use and takes no time.
"use strict";
const Module = require("node:module");

const prototype = {};
const anything = new Proxy(() => {}, {
  get: (_, name) => {
    if (name === "prototype") return prototype;
    return name === Symbol.toPrimitive ? () => 0 : anything;
  },
  apply: () => anything,
  construct: () => ({}),
  // Bundlers make a namespace of a module by inheriting from it.
  getPrototypeOf: () => anything,
});

const load = Module._load;
Module._load = function (name, ...rest) {
  return name === "vscode" ? anything : load.call(this, name, ...rest);
};

const start = performance.now();
require(process.argv[2]);
console.log(performance.now() - start);
// Whatever the module has started may keep running otherwise.
process.exit();
