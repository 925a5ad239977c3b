// Each operation of the page, opened: axe finds nothing in any of them.
module.exports = async visit => {
  const page = await visit.open("api/docs");
  await page.getByText(/^\d+ of \d+ operations$/).waitFor();
  await page.evaluate(() => document.querySelectorAll("details.operation").forEach(one => { one.open = true; }));
  await page.waitForFunction(() => [...document.querySelectorAll("details.operation")].every(one => one.querySelector("form")));
  await visit.look("docs-all", 1);
};
