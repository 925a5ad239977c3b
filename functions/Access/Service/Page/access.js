// The token: typed, or fetched from the issuer by authorization code with PKCE. It is kept for the tab, also after a reload.
const key = "docs.token";
const pending = "docs.signIn";
const byId = id => document.getElementById(id);
const page = () => location.origin + location.pathname;

export const token = () => sessionStorage.getItem(key) ?? "";

export function startAccess() {
  byId("token").addEventListener("input", event => keep(event.target.value.trim()));
  byId("sign-out").addEventListener("click", () => keep(""));
  byId("sign-in").addEventListener("click", () => signIn().catch(fail));
  keep(token());
  if (location.hash.includes("state=")) comeBack().catch(fail);
}

function keep(value) {
  if (value) sessionStorage.setItem(key, value);
  else sessionStorage.removeItem(key);
  byId("token").value = value;
  byId("who").textContent = value ? describe(value) : "No token: only open operations answer.";
}

function describe(value) {
  try {
    const payload = value.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), c => c.charCodeAt(0))));
    return `${claims.email ?? claims.sub}, until ${new Date(claims.exp * 1000).toLocaleString()}`;
  } catch {
    return "This is not an access token (JWT).";
  }
}

async function signIn() {
  const { authorization_endpoint } = await discover();
  const attempt = { state: random(), verifier: random(), hash: location.hash };
  sessionStorage.setItem(pending, JSON.stringify(attempt));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(attempt.verifier));
  const address = new URL(authorization_endpoint);
  const request = {
    // The code is returned in the fragment, which is not sent to the server, so that its logs never contain it.
    response_type: "code", response_mode: "fragment", client_id: byId("issuer").dataset.client, redirect_uri: page(),
    scope: "openid profile email", state: attempt.state,
    code_challenge: base64Url(new Uint8Array(digest)), code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(request)) address.searchParams.set(name, value);
  location.assign(address);
}

async function comeBack() {
  const answer = new URLSearchParams(location.hash.slice(1));
  const attempt = JSON.parse(sessionStorage.getItem(pending) ?? "{}");
  sessionStorage.removeItem(pending);
  history.replaceState(null, "", location.pathname + (attempt.hash ?? ""));
  if (!attempt.state || answer.get("state") !== attempt.state) throw new Error("this is not the answer to a sign-in of this tab");
  if (!answer.has("code")) throw new Error(answer.get("error_description") ?? answer.get("error"));
  const { token_endpoint } = await discover();
  const reply = await fetch(token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code", code: answer.get("code"), redirect_uri: page(),
      client_id: byId("issuer").dataset.client, code_verifier: attempt.verifier,
    }),
  });
  const tokens = await reply.json();
  if (!reply.ok) throw new Error(tokens.error_description ?? tokens.error);
  keep(tokens.access_token);
}

async function discover() {
  return (await fetch(byId("issuer").dataset.metadata)).json();
}

function fail(error) {
  byId("who").textContent = `Not signed in: ${error.message}`;
}

function random() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
