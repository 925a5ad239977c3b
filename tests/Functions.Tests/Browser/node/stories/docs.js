// The page of the interface: find an operation, sign in, and the first try succeeds. What was read can be changed.
const assert = require("node:assert");

module.exports = async visit => {
  const page = await visit.open("api/docs");
  await page.getByText(/^\d+ of \d+ operations$/).waitFor();
  await visit.look("docs");

  await page.getByLabel("Part").selectOption("SelfService");
  await page.getByLabel("With the words").fill("post accounts");
  const operation = page.locator("details.operation:visible");
  assert.strictEqual(await operation.count(), 1);
  await operation.locator("summary").first().click();

  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("E-mail").fill(visit.email);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText(`${visit.email}, until`).waitFor();
  assert.match(page.url(), /\/api\/docs#createAccount$/);
  assert.strictEqual(await page.getByLabel("Part").inputValue(), "SelfService");

  assert.match(await page.getByLabel("Idempotency-Key").inputValue(), /^[0-9a-f-]{36}$/);
  await operation.getByRole("button", { name: "Send" }).click();
  await operation.getByText("201").first().waitFor();
  await page.getByText("Location: /api/organizations/").waitFor();
  for (const inner of await operation.locator(".inner summary").all()) await inner.click();
  await visit.look("docs-answer");

  // The ETag that was read last fills in the form of the change; without one, nothing is overwritten by mistake.
  const created = (await operation.getByText("Location: /api/organizations/").textContent()).match(/organizations\/(\d+)/)[1];
  await page.getByLabel("Part").selectOption("");
  await page.getByLabel("With the words").fill("");
  const open = async id => {
    const found = page.locator(`#${id}`);
    if (!await found.evaluate(one => one.open)) await found.locator("summary").first().click();
    return found;
  };
  const change = await open("changeAccount");
  const version = change.getByLabel("If-Match");
  assert.strictEqual(await version.inputValue(), "");
  await change.getByLabel("organizationId").fill(created);
  const read = await open("getAccount");
  await read.getByLabel("organizationId").fill(created);
  await read.getByRole("button", { name: "Send" }).click();
  await read.getByText("ETag: ").waitFor();
  const etag = (await read.getByText("ETag: ").textContent()).match(/"[^"]+"/)[0];
  assert.strictEqual(await version.inputValue(), etag);
  await change.getByRole("button", { name: "Send" }).click();
  await change.getByText("200 OK").waitFor();
  assert.match(await version.inputValue(), /^".+"$/);
  assert.notStrictEqual(await version.inputValue(), etag);
  await change.getByLabel("organizationId").fill("1000000");
  assert.strictEqual(await version.inputValue(), "");

  await page.reload();
  await page.getByText(`${visit.email}, until`).waitFor();
  await page.getByRole("button", { name: "Forget the token" }).click();
  assert.strictEqual(await page.getByLabel("Token", { exact: true }).inputValue(), "");
};
