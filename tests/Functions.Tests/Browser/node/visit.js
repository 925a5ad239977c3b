// A person at the browser: pages in a context of their own, in which nothing may be asked of other hosts and no script may fail.
const assert = require("node:assert");
const path = require("node:path");
const axe = require("axe-core");

// The first two have each colour and each width; all four are used when pictures are taken.
const looks = [
  { colorScheme: "light", viewport: { width: 390, height: 844 } },
  { colorScheme: "dark", viewport: { width: 1200, height: 900 } },
  { colorScheme: "dark", viewport: { width: 390, height: 844 } },
  { colorScheme: "light", viewport: { width: 1200, height: 900 } },
];

class Visit {
  constructor(browser, given) {
    Object.assign(this, given);
    this.browser = browser;
    this.complaints = [];
    this.expected = [];
  }

  async open(address) {
    this.context = await this.browser.newContext();
    this.context.setDefaultTimeout(30000);
    await this.context.route(url => url.hostname !== "localhost", route => {
      this.complaints.push(`asked for ${route.request().url()}`);
      return route.abort();
    });
    this.page = await this.context.newPage();
    this.page.on("pageerror", error => this.complaints.push(`failed: ${error}`));
    this.page.on("console", message => message.type() === "error" && this.complaints.push(`console: ${message.text()}`));
    await this.page.goto(new URL(address, this.base).href);
    return this.page;
  }

  // Answers that a story brings about on purpose stand in the console, too.
  expectComplaint(pattern) {
    this.expected.push(pattern);
  }

  assertQuiet() {
    this.complaints = this.complaints.filter(one => !this.expected.some(pattern => pattern.test(one)));
    assert.deepStrictEqual(this.complaints, []);
  }

  // Looks at the page in light and dark, narrow and wide: nothing that axe finds, nothing that goes beyond the window.
  async look(name, times = this.screenshots ? looks.length : 2) {
    const { page } = this;
    for (const { colorScheme, viewport } of looks.slice(0, times)) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      const title = `${name}-${viewport.width}-${colorScheme}`;
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      if (this.screenshots)
        await page.screenshot({ path: path.join(this.screenshots, `${title}.png`), fullPage: height < 5000 });
      if (!await page.evaluate(() => "axe" in window)) await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run(document, {
        iframes: false,
        resultTypes: ["violations"],
        runOnly: ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      }));
      const found = violations.map(one => `${one.id}: ${one.help}\n${one.nodes.slice(0, 5).map(node => `  ${node.html}`).join("\n")}`);
      assert.strictEqual(found.join("\n"), "", title);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.strictEqual(beyond, 0, `${title} is wider than its window`);
    }
  }

  async close() {
    await this.context?.close();
  }
}

module.exports = { Visit };
