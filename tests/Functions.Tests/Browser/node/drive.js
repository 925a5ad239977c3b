// Plays stories in one Chromium for the tests: node drive.js CHROMIUM. Says first where its portal is, then answers each line of
// standard input, {"story", "base", …}, by one line: {} when the story went as it says, else {"error"}.
const http = require("node:http");
const path = require("node:path");
const readline = require("node:readline");
const { readFileSync } = require("node:fs");
const { chromium } = require("playwright-core");
const { Visit } = require("./visit.js");

const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync"];
const library = readFileSync(path.join(path.dirname(require.resolve("oidc-client-ts/package.json")), "dist/browser/oidc-client-ts.min.js"));

// A frontend on another origin than the app: nothing but a client library, which the stories call.
const portal = http.createServer((request, response) => {
  const isScript = request.url === "/oidc-client-ts.js";
  response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html");
  response.end(isScript ? library : '<!doctype html><html lang="en"><title>Portal</title><link rel="icon" href="data:,">'
    + '<script src="/oidc-client-ts.js"></script><h1>Portal</h1>');
});

(async () => {
  const browser = await chromium.launch({ executablePath: process.argv[2], chromiumSandbox: false, args: flags });
  await new Promise(listening => portal.listen(0, "localhost", listening));
  const { port } = portal.address();
  console.log(JSON.stringify({ portal: `http://localhost:${port}` }));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const given = JSON.parse(line);
    const visit = new Visit(browser, { ...given, portal: `http://localhost:${port}` });
    let error;
    try {
      await require(`./stories/${given.story}.js`)(visit);
      visit.assertQuiet();
    } catch (failure) {
      error = `${failure.stack}\n${visit.complaints.join("\n")}`;
    }
    await visit.close();
    console.log(JSON.stringify({ error }));
  }
  await browser.close();
  process.exit(0);
})();
