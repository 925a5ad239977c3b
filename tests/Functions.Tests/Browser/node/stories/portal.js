// A frontend of another origin signs somebody in by a standard client library, works with the app, and signs out.
const assert = require("node:assert");

module.exports = async visit => {
  const { base, portal, account } = visit;
  const page = await visit.open(`${portal}/`);
  await start("signinRedirect", { state: { wanted: "orders" } });
  await page.waitForURL(`${base}dev/identity/authorize?**`);
  await visit.look("sign-in");
  await page.getByLabel("E-mail").fill(visit.email);
  await page.getByLabel("Name").fill("Hanna Palmer");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${portal}/callback?**`);

  const user = await manage("signinCallback");
  assert.deepStrictEqual(user.state, { wanted: "orders" });
  assert.deepStrictEqual([user.profile.email, user.profile.name, user.profile.aud], [visit.email, "Hanna Palmer", "portal"]);
  // The code in the address is used up.
  visit.expectComplaint(/400 \(Bad Request\)/);
  assert.match(await exchangeAgain(), /^400 \{\s*"error": "invalid_grant"/);

  const created = await call(user, "POST", "accounts", account, { "Idempotency-Key": "portal-1" });
  assert.strictEqual(created.status, 201);
  assert.ok(created.location?.startsWith("/api/organizations/"), created.location);
  const again = await call(user, "POST", "accounts", account, { "Idempotency-Key": "portal-1" });
  assert.strictEqual(again.replayed, "true");
  const read = await call(user, "GET", `${created.location.slice("/api/".length)}/account`);
  assert.ok(read.etag);
  visit.expectComplaint(/429 \(Too Many Requests\)/);
  const tooMany = await call(user, "POST", "accounts", account, { "Idempotency-Key": "portal-2" });
  assert.deepStrictEqual([tooMany.status, Number(tooMany.retryAfter) > 0], [429, true]);

  await start("signoutRedirect", { state: "bye" });
  await page.waitForURL(`${portal}/bye?**`);
  await manage("signoutCallback");
  assert.strictEqual(await manage("getUser"), null);

  // From an origin that is not listed, nothing of the app can be read.
  visit.expectComplaint(/blocked by CORS policy/);
  visit.expectComplaint(/net::ERR_FAILED/);
  await page.goto(`${base}dev/identity/end-session`);
  await visit.look("signed-out");
  await page.goto(visit.stranger);
  assert.strictEqual(await page.evaluate(url => fetch(url).then(() => "read", () => "refused"), `${base}api/health`), "refused");

  // Leaves the page, so its promise never comes back.
  function start(method, options) {
    return page.evaluate(([method, settings, options]) => {
      const manager = new oidc.UserManager(settings);
      void manager[method](options);
    }, [method, settings(), options]);
  }

  function manage(method) {
    return page.evaluate(async ([method, settings]) => {
      const user = await new oidc.UserManager(settings)[method]();
      return user && { state: user.state, profile: user.profile, token: user.access_token };
    }, [method, settings()]);
  }

  function settings() {
    return {
      authority: `${base}dev/identity`, client_id: "portal", scope: "openid profile email",
      redirect_uri: `${portal}/callback`, post_logout_redirect_uri: `${portal}/bye`,
    };
  }

  function exchangeAgain() {
    return page.evaluate(async ([url, redirect_uri]) => {
      const answer = await fetch(url, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "authorization_code", client_id: "portal", redirect_uri,
          code: new URLSearchParams(location.search).get("code"), code_verifier: "x".repeat(43),
        }),
      });
      return `${answer.status} ${await answer.text()}`;
    }, [`${base}dev/identity/token`, `${portal}/callback`]);
  }

  function call(user, method, route, body, headers) {
    return page.evaluate(async ([url, method, token, body, headers]) => {
      const answer = await fetch(url, {
        method,
        headers: { ...headers, Authorization: `Bearer ${token}`, ...body ? { "Content-Type": "application/json" } : {} },
        body: body ? JSON.stringify(body) : undefined,
      });
      const read = name => answer.headers.get(name);
      return {
        status: answer.status, etag: read("ETag"), location: read("Location"), retryAfter: read("Retry-After"),
        replayed: read("Idempotency-Replayed"),
      };
    }, [`${base}api/${route}`, method, user.token, body ?? null, headers ?? {}]);
  }
};
