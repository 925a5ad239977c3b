// Starts services of Azurite for the tests, which read the ports from standard output: node run.js blob queue table
const { Server } = require("node:net");

const services = process.argv.splice(2);
process.argv.push("--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry");
for (const service of services) process.argv.push(`--${service}Host`, "127.0.0.1", `--${service}Port`, "0");

// Azurite takes port 0, but does not say which port it got. It starts all services or one; all start in this order.
const starting = services.length === 1 ? [...services] : ["blob", "queue", "table"];
const listen = Server.prototype.listen;
Server.prototype.listen = function (...args) {
  const service = starting.shift();
  this.once("listening", () => console.log(`${service} listening on ${this.address().port}`));
  return listen.apply(this, args);
};

// Ends with the test process, even when that is killed, because its end closes our standard input.
process.stdin.on("end", () => process.exit(0)).resume();

require(services.length === 1 ? `azurite/dist/src/${services[0]}/main.js` : "azurite/dist/src/azurite.js");
