// The emulator's pages: an invitation comes by mail and is answered as the one invited; pages keep themselves up to date.
const assert = require("node:assert");

module.exports = async visit => {
  const page = await visit.open("/");
  await page.getByRole("link", { name: visit.subject }).first().click();
  await visit.look("mail");
  const answering = page.getByRole("link", { name: "Answer this invitation as maxi@palmer.example" });
  const inMail = await page.frameLocator("iframe").locator("a[href*='page=invitations']").getAttribute("href");
  assert.strictEqual(inMail, await answering.getAttribute("href"));
  await answering.click();
  await visit.look("invitation");
  await page.getByLabel("Name").fill("Maxi Muster");
  await page.getByRole("button", { name: "Accept" }).click();
  await page.getByText("accepted").waitFor();

  for (const link of await page.locator("nav a").all()) {
    const name = await link.textContent();
    await page.goto(new URL(await link.getAttribute("href"), visit.base).href);
    await visit.look(name.toLowerCase().replaceAll(" ", "-"));
  }

  await page.goto(new URL("/?page=processes", visit.base).href);
  await page.getByRole("link", { name: /^invitation-/ }).first().click();
  await visit.look("process");

  // What others do is seen without a reload.
  await page.goto(visit.base);
  await page.evaluate(() => { window.stays = true; });
  const before = await page.locator(".clock time").textContent();
  await page.request.post(new URL("/dev/clock", visit.base).href, { data: { advance: "PT25M" } });
  await page.waitForFunction(before => document.querySelector(".clock time").textContent !== before, before);
  assert.strictEqual(await page.evaluate(() => window.stays), true);

  await page.getByLabel("Amount").fill("1.5");
  await page.getByLabel("Unit").selectOption("hours");
  await page.getByRole("button", { name: "Move", exact: true }).click();
  await page.getByText(visit.after).waitFor();
};
