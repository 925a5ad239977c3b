// Starts Azurite's Table service for the tests, which read the port from standard output.
const { Server } = require("node:net");

// Azurite takes port 0, but does not say which port it got.
const listen = Server.prototype.listen;
Server.prototype.listen = function (...args) {
  this.once("listening", () => console.log(`listening on ${this.address().port}`));
  return listen.apply(this, args);
};

// Ends with the test process, also when that is killed: its end closes our standard input.
process.stdin.on("end", () => process.exit(0)).resume();

require("azurite/dist/src/table/main.js");
