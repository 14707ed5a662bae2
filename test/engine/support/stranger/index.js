/** Makes the cases that the configuration names, each from plain resources. */
"use strict";

const pulumi = require("@pulumi/pulumi");
const { cases, served, later } = require("./cases.js");

const wanted = new pulumi.Config().requireObject("cases");
for (const { name, make } of [...cases, ...served, later]) if (wanted.includes(name)) make(name);
